import { makeCity, type City } from '@entry/citizens/city';
import type { BatchKind, CityClient } from '@entry/client/city-client';
import { insist } from '@entry/client/insist';
import { localDate } from '@entry/platform/time/local-date';

/** Makes a city and brings it in through the public interface; returns when the gates see all of it. */
export async function loadCity(
  client: CityClient,
  { citizens, seed }: { citizens: number; seed: number },
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<City> {
  const city = makeCity({ count: citizens, seed, today: localDate(new Date()) });
  const load = async (kind: BatchKind, lines: Iterable<string>) => {
    const { status, body } = await client.push(kind, [...lines].join(''));
    if (status !== 202) throw new Error(`the ${kind} batch was refused: ${body.code}`);
    const isComplete = async () => ((await client.batch(kind, body.id)).state === 'completed' ? true : null);
    await insist(`completion of the ${kind} batch`, isComplete, signal);
    say(`${kind} batch completed`);
  };
  await load('population', city.populationCsv());
  await load('vaccination', city.vaccinationCsv());
  await load('infection', city.infectionCsv());
  return city;
}

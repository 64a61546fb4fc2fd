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
  await loadBatch(client, 'population', city.populationCsv(), say, signal);
  await loadBatch(client, 'vaccination', city.vaccinationCsv(), say, signal);
  await loadBatch(client, 'infection', city.infectionCsv(), say, signal);
  return city;
}

/** Returns when the gates see all of it. */
export async function loadBatch(
  client: CityClient,
  kind: BatchKind,
  lines: Iterable<string>,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const { status, body } = await client.push(kind, lines);
  if (status !== 202) throw new Error(`the ${kind} batch was refused: ${body.code}`);
  let before = -1;
  for (;;) {
    // As long as it gets on there is no reason to give up.
    const batch = await insist(`progress of the ${kind} batch`, () => movedBeyond(before), signal);
    if (batch.state === 'completed') break;
    before = batch.handled;
  }
  say(`${kind} batch completed`);

  async function movedBeyond(handledBefore: number) {
    const { state, matched, mismatched, invalid, applied, unchanged } = await client.batch(kind, body.id);
    const handled = kind === 'population' ? applied + unchanged + invalid : matched + mismatched + invalid;
    return state === 'completed' || handled > handledBefore ? { state, handled } : null;
  }
}

import { makeCity } from '@entry/citizens/city';
import type { CityClient } from '@entry/client/city-client';
import { insist } from '@entry/client/insist';
import { localDate } from '@entry/platform/time/local-date';
import { setTimeout as delay } from 'node:timers/promises';
import { loadBatch } from '../city/load-city';

/** How far a batch has come. */
export interface BatchProgress {
  /** Rows that came to their end. */
  readonly handled: number;
  readonly isCompleted: boolean;
  /** When that was so: milliseconds of the process's clock. */
  readonly at: number;
}

const sampled = 20_000;
const pause = 100;

/** A vaccination batch of so many rows about people of whom nothing else is measured, and who are in the register. */
export class BackgroundBatch {
  private constructor(
    private readonly client: CityClient,
    private readonly lines: Iterable<string>,
    private id: string,
  ) {}

  /** Registers the people, of the city's indexes from `first` on; their vaccinations wait. */
  static async prepare(
    client: CityClient,
    { seed, first, rows }: { seed: number; first: number; rows: number },
    say: (line: string) => void,
    signal: AbortSignal,
  ): Promise<BackgroundBatch> {
    const today = localDate(new Date());
    const rowsOf = (count: number) => makeCity({ seed, today, first, count });
    const sampleSize = Math.min(sampled, rows);
    const rowsAPerson = (countOf(rowsOf(sampleSize).vaccinationCsv()) - 1) / sampleSize;
    const people = rowsOf(Math.ceil((rows / rowsAPerson) * 1.05) + 100);
    await loadBatch(client, 'population', people.populationCsv(), say, signal);
    return new BackgroundBatch(client, firstOf(people.vaccinationCsv(), rows + 1), '');
  }

  /** Sends it; resolves when its first rows have come to their end, so that it is under way. */
  async start(signal: AbortSignal): Promise<void> {
    const { status, body } = await this.client.push('vaccination', this.lines);
    if (status !== 202) throw new Error(`the vaccination batch was refused: ${body.code}`);
    this.id = body.id;
    while ((await this.progress(signal)).handled === 0) await delay(pause, undefined, { signal });
  }

  progress(signal: AbortSignal): Promise<BatchProgress> {
    return insist(
      'how far the batch has come',
      async () => {
        const { state, matched, mismatched, invalid } = await this.client.batch('vaccination', this.id);
        return { handled: matched + mismatched + invalid, isCompleted: state === 'completed', at: performance.now() };
      },
      signal,
    );
  }
}

/** Rows a second between two looks. */
export function rowsPerSecond(from: BatchProgress, to: BatchProgress): number {
  return ((to.handled - from.handled) * 1_000) / (to.at - from.at);
}

function countOf(lines: Iterable<string>): number {
  let count = 0;
  for (const _ of lines) count += 1;
  return count;
}

function* firstOf(lines: Iterable<string>, count: number): Generator<string> {
  let left = count;
  for (const line of lines) {
    if (left-- <= 0) return;
    yield line;
  }
}

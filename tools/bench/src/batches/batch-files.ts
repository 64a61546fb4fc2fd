import { makeCity } from '@entry/citizens/city';
import { localDate } from '@entry/platform/time/local-date';
import { chunksOf } from '@entry/stack/demonstration/gateway-client';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A batch on disk, so that making it takes no time of what is measured. */
export interface BatchFile {
  readonly path: string;
  readonly rows: number;
}

interface People {
  readonly seed: number;
  /** Index of the first. */
  readonly first: number;
  readonly count: number;
}

export function writePopulation(directory: string, { first, ...people }: People): Promise<BatchFile> {
  return write(join(directory, `population-${first}.csv`), cityOf({ first, ...people }).populationCsv());
}

/** At most so many of the people's vaccinations, with the errors that the nation's had. */
export function writeVaccinations(directory: string, people: People, records: number): Promise<BatchFile> {
  const lines = firstOf(cityOf(people).vaccinationCsv(), records + 1);
  return write(join(directory, `vaccination-${people.first}.csv`), lines);
}

function cityOf(people: People) {
  return makeCity({ ...people, today: localDate(new Date()) });
}

async function write(path: string, lines: Iterable<string>): Promise<BatchFile> {
  let written = 0;
  const counted = function* () {
    for (const line of lines) {
      written += 1;
      yield line;
    }
  };
  await pipeline(Readable.from(chunksOf(counted())), createWriteStream(path));
  return { path, rows: written - 1 };
}

function* firstOf(lines: Iterable<string>, count: number): Generator<string> {
  let left = count;
  for (const line of lines) {
    if (left-- <= 0) return;
    yield line;
  }
}

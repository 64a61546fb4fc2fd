import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { City } from '../city';

export interface WrittenFile {
  readonly path: string;
  /** The header included. */
  readonly lines: number;
}

const charactersAtOnce = 65_536;

/** Writes the four files at constant memory, over those of the same name; `onLines` hears often how far a file is. */
export async function writeCity(
  city: City,
  directory: string,
  onLines: (file: string, lines: number) => void,
): Promise<WrittenFile[]> {
  await mkdir(directory, { recursive: true });
  const files = [
    ['population.csv', city.populationCsv()],
    ['vaccinations.csv', city.vaccinationCsv()],
    ['infections.csv', city.infectionCsv()],
    ['qr.txt', city.qrPayloads()],
  ] as const;

  const written: WrittenFile[] = [];
  for (const [file, content] of files) {
    const path = join(directory, file);
    let lines = 0;
    const onChunk = (more: number) => onLines(file, (lines += more));
    await pipeline(Readable.from(chunks(content, onChunk)), createWriteStream(path));
    written.push({ path, lines });
  }
  return written;
}

function* chunks(content: Iterable<string>, onChunk: (lines: number) => void): Generator<string> {
  let chunk = '';
  let lines = 0;
  for (const line of content) {
    chunk += line;
    lines++;
    if (chunk.length < charactersAtOnce) continue;
    onChunk(lines);
    yield chunk;
    chunk = '';
    lines = 0;
  }
  onChunk(lines);
  if (chunk !== '') yield chunk;
}

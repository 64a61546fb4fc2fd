import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCity } from '../city';
import { writeCity } from './write-city';

describe('writeCity', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'citizens-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('writes the four files whole, and tells of their lines on the way', async () => {
    const city = makeCity({ count: 3_000, seed: 5, today: '2026-11-23' });
    const heard = new Map<string, number>();

    const written = await writeCity(city, join(directory, 'new'), (file, lines) => heard.set(file, lines));

    const contents = [city.populationCsv(), city.vaccinationCsv(), city.infectionCsv(), city.qrPayloads()];
    const lines = contents.map((content) => [...content]);
    expect(await Promise.all(written.map(({ path }) => readFile(path, 'utf8')))).toEqual(
      lines.map((all) => all.join('')),
    );
    expect(written.map((file) => file.lines)).toEqual(lines.map((all) => all.length));
    expect([...heard]).toEqual(
      ['population.csv', 'vaccinations.csv', 'infections.csv', 'qr.txt'].map((file, at) => [file, lines[at]?.length]),
    );
  });
});

import { makeCity } from '@entry/citizens/city';
import type { BatchState } from '@entry/client/city-client';
import { localDate } from '@entry/platform/time/local-date';
import { parse } from 'csv-parse/sync';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startCity, type City } from './support/city';
import { readGuide, runExamples } from './support/guide';
import { ownDirectory } from './support/own-directory';

const root = resolve(__dirname, '..');
const guide = readGuide('integrating.md');

describe('the guide for whoever sends data', () => {
  let city: City;
  let directory: string;
  beforeAll(async () => {
    city = await startCity();
    directory = mkdtempSync(ownDirectory('ministry-'));
  }, 180_000);
  afterAll(() => city?.stop());

  it('has examples that work, in their order', async () => {
    const { gatewayUrl: GATEWAY } = city.stack;
    const [TOKEN, POLICE_TOKEN] = [city.tokenOf('health-ministry'), city.tokenOf('police')];
    const variables = { GATEWAY, TOKEN, POLICE_TOKEN };
    const { exitCode, printed, complaints } = await runExamples(guide, { directory, variables });

    expect({ exitCode, complaints }).toMatchObject({ exitCode: 0 });
    expect(printed).not.toMatch(/"status":[45]\d\d/);
    expect(printed).toContain('event: completed');
    expect(printed).toContain('2 rows: 0 applied, 0 unchanged, 2 mismatched, 0 invalid.');
    expect(printed).toContain('ID_NOT_IN_REGISTER: 2');
    const read = (name: string): Record<string, string>[] =>
      parse(readFileSync(join(directory, name)), { columns: true });
    const sent = read('vaccinations.csv');
    expect(read('rejections.csv')).toEqual(
      sent.map((fields, index) => ({ row: String(index + 1), outcomes: 'ID_NOT_IN_REGISTER', ...fields })),
    );
  });

  it('tells every refusal of an upload', () => {
    const platform = join(root, 'libs/shared/platform/src');
    const files = [
      ...readdirSync(join(platform, 'batches')).map((name) => `batches/${name}`),
      'http/problem.filter.ts',
    ];
    const sources = files.map((name) => readFileSync(join(platform, name), 'utf8'));
    const thrown = sources.flatMap((source) => [...source.matchAll(/new Problem\((\d+), '([A-Z0-9_]+)'/g)]);
    const told = [...guide.matchAll(/^\| (\d{3}) +\| `([A-Z0-9_]+)`/gm)];
    const pairs = (found: RegExpMatchArray[]) =>
      [...new Set(found.map(([, status, code]) => `${status} ${code}`))].sort();

    expect(pairs(told)).toEqual(pairs(thrown));
  });

  it('brings back what the ministry can put right and send again', async () => {
    const generated = makeCity({ count: 500, seed: 7, today: localDate(new Date()) });
    await city.client.apply('population', [...generated.populationCsv()].join(''));
    const rejected = `record_id,full_name,date_of_birth,sex,id_number,dose_number,vaccine,vaccinated_on,facility
      R-1,Nobody,1990-01-01,male,1.09E+09,1,Comirnaty,2022-01-10,"Trạm y tế, ""Phúc Xá"""`.replace(/\n\s+/, '\n');
    const { id } = await city.client.apply('vaccination', rejected);
    const headers = { accept: 'text/csv', authorization: `Bearer ${city.tokenOf('health-ministry')}` };
    const answer = await fetch(`${city.stack.gatewayUrl}/v1/vaccination-batches/${id}/rejections`, { headers });
    const csv = await answer.text();

    expect(answer.headers.get('content-type')).toContain('text/csv');
    expect(parse(csv, { columns: true })).toMatchObject([
      { row: '1', outcomes: 'ID_MALFORMED', id_number: '1.09E+09', facility: 'Trạm y tế, "Phúc Xá"' },
    ]);
    const again = await city.client.apply('vaccination', csv);
    expect(again).toMatchObject({ received: 1, mismatched: 1 });
    const foreign = await fetch(`${city.stack.gatewayUrl}/v1/vaccination-batches/${id}/rejections`, {
      headers: { ...headers, authorization: `Bearer ${city.tokenOf('police')}` },
    });
    expect(foreign.status).toBe(403);
  });

  it('counts as much in a dry run as in the real one after it, and has no effect', async () => {
    const generated = makeCity({ count: 400, seed: 11, today: localDate(new Date()) });
    const kinds = [
      ['population', [...generated.populationCsv()].join('')],
      ['vaccination', [...generated.vaccinationCsv()].join('')],
      ['infection', [...generated.infectionCsv()].join('')],
    ] as const;
    for (const [kind, file] of kinds) {
      const dry = await city.client.apply(kind, file, { dryRun: true });
      const dryAgain = await city.client.apply(kind, file, { dryRun: true });
      const real = await city.client.apply(kind, file);

      expect(counts(dryAgain)).toEqual(counts(dry));
      expect(counts(dry)).toEqual(counts(real));
      expect([dry, real]).toMatchObject([{ dryRun: true }, { dryRun: false }]);
    }
  });

  it('takes the same key for another request when it is a dry run', async () => {
    const file = [...makeCity({ count: 5, seed: 12, today: localDate(new Date()) }).vaccinationCsv()].join('');
    await city.client.push('vaccination', file, 'one-key');
    const dry = await city.client.push('vaccination', file, 'one-key', { dryRun: true });

    expect(dry).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
  });
});

const counts = ({ received, invalid, matched, mismatched, applied, unchanged }: BatchState) => ({
  received,
  invalid,
  matched,
  mismatched,
  applied,
  unchanged,
});

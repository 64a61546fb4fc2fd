import { makeCity } from '@entry/citizens/city';
import type { BatchKind, CityClient } from '@entry/client/city-client';
import { clientOfStack } from '@entry/client/stack/client-of-stack';
import { withDatabase } from '@entry/client/stack/with-database';
import { until } from '@entry/client/until';
import { localDate } from '@entry/platform/time/local-date';
import { freePorts } from '@entry/stack/ports/free-ports';
import { serverProvider } from '@entry/stack/servers/server-provider';
import { startStack, type Stack } from '@entry/stack/stack/stack';
import { createHash, randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { ownDirectory } from './support/own-directory';

/** What must be the same: no ids, instants and ciphertexts made at random, and nothing that tells of the delivery itself. */
const state = {
  identity: [
    `SELECT subject, old_number_tag, name_tag, exact_name_tag, birth_date_tag, birth_year_tag, sex_tag, status, card_issued_on, digest, district FROM citizen`,
    `SELECT DISTINCT kind, record_id, outcome, reasons, subject, facility, happened_on FROM submitted_record`,
    `SELECT queue, kind, record_id, outcomes, same_number, same_name, same_birth, same_sex, facility, person, district, state FROM record_case WHERE record_id IS NOT NULL`,
  ],
  health_status: [
    `SELECT record_id, subject, dose_number, vaccine, vaccinated_on, standing FROM vaccination`,
    `SELECT record_id, subject, event, occurred_on FROM infection_event`,
    `SELECT subject, facts FROM person_status WHERE version > 0`,
  ],
} as const;
const emptied = {
  identity: 'citizen, submitted_record, record_case, case_event, batch, batch_rejection',
  health_status: 'vaccination, infection_event, person_status, batch, batch_rejection, batch_row_result',
} as const;
type Database = keyof typeof state;
const databases = Object.keys(state) as Database[];

interface Delivery {
  readonly body: string | Buffer<ArrayBuffer>;
  readonly headers?: Record<string, string>;
}

describe('batches end the same however they come', () => {
  const generated = makeCity({ count: 400, seed: 2262, today: localDate(new Date()) });
  const files: readonly (readonly [BatchKind, string])[] = [
    ['population', [...generated.populationCsv()].join('')],
    ['vaccination', [...generated.vaccinationCsv()].join('')],
    ['infection', [...generated.infectionCsv()].join('')],
  ];
  let stack: Stack;
  let client: CityClient;
  let once: string[];
  beforeAll(async () => {
    const dataDirectory = ownDirectory('deliveries');
    const provider = serverProvider(process.env);
    stack = await startStack({ dataDirectory, provider, ports: await freePorts(), durable: false });
    client = await clientOfStack(stack);
    once = await stateAfter((file) => [{ body: file }]);
  }, 240_000);
  afterAll(() => stack?.stop());

  const stateAfter = async (deliver: (file: string) => readonly Delivery[]): Promise<string[]> => {
    for (const database of databases)
      await withDatabase(stack, database, (connection) => connection.query(`TRUNCATE ${emptied[database]} CASCADE`));
    for (const [kind, file] of files) for (const delivery of deliver(file)) await push(kind, delivery);
    return Promise.all(databases.map(digestOf)).then((digests) => digests.flat());
  };
  const push = async (kind: BatchKind, { body, headers = {} }: Delivery) => {
    const role = kind === 'population' ? 'police' : 'health-ministry';
    const answer = await fetch(`${stack.gatewayUrl}/v1/${kind}-batches`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await stack.tokens(role)}`,
        'content-type': 'text/csv',
        'idempotency-key': randomUUID(),
        ...headers,
      },
      body,
    });
    const { id } = (await answer.json()) as { id: string };
    await until(`the ${kind} batch is completed`, async () => (await client.batch(kind, id)).state === 'completed');
  };
  const digestOf = (database: Database) =>
    withDatabase(stack, database, async (connection) => {
      const digests: string[] = [];
      for (const sql of state[database]) {
        const { rows } = await connection.query<{ row: string }>(`SELECT t::text AS row FROM (${sql}) t`);
        const texts = rows.map(({ row }) => row).sort();
        digests.push(`${texts.length} rows ${createHash('sha256').update(texts.join('\n')).digest('hex')}`);
      }
      return digests;
    });
  const rowsOf = (file: string) => {
    const [header = '', ...rows] = file.trim().split('\r\n');
    const toFile = (some: readonly string[]) => [header, ...some, ''].join('\r\n');
    return { rows, toFile };
  };

  it('from files that hold something', () => {
    expect(once).toHaveLength(6);
    for (const digest of once) expect(digest).not.toMatch(/^0 rows/);
  });

  it.each<[string, (file: string) => readonly Delivery[]]>([
    ['twice', (file) => [{ body: file }, { body: file }]],
    [
      'in two halves',
      (file) => {
        const { rows, toFile } = rowsOf(file);
        const half = Math.ceil(rows.length / 2);
        return [{ body: toFile(rows.slice(0, half)) }, { body: toFile(rows.slice(half)) }];
      },
    ],
    [
      'in reversed order',
      (file) => {
        const { rows, toFile } = rowsOf(file);
        return [{ body: toFile(rows.toReversed()) }];
      },
    ],
    ['as gzip', (file) => [{ body: gzipSync(file), headers: { 'content-encoding': 'gzip' } }]],
  ])('sent %s', async (_how, deliver) => {
    expect(await stateAfter(deliver)).toEqual(once);
  });
});

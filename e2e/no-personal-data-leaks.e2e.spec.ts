import { runFile } from './support/run-file';
import { consoleConsumer } from './support/console-consumer';
import { startCity, type City } from './support/city';
import { aPerson, daysAgo, infectionCsv, populationCsv, qrOf, vaccinationCsv, type Person } from './support/people';
import { until } from '@entry/client/until';
import { HealthStatusV1 } from '@entry/contracts/events/health-status.v1';
import { Redis } from 'ioredis';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSource } from 'typeorm';

/** Names and a birth date that nobody else in the tests has: what must not be found anywhere. */
const people: Person[] = [
  aPerson({ fullName: 'Tôn Nữ Kỳ Lạ', dateOfBirth: '1987-11-23', sex: 'Nam' }),
  aPerson({ fullName: 'Vương Hiếm Thấy', dateOfBirth: '1987-11-23' }),
];

function findsOf(text: string): string[] {
  const canaries = people.flatMap(({ idNumber, fullName, dateOfBirth }) => [
    idNumber,
    fullName,
    fullName.normalize('NFD'),
    JSON.stringify(fullName).slice(1, -1),
    dateOfBirth,
    dateOfBirth.split('-').reverse().join(''),
    dateOfBirth.split('-').reverse().join('/'),
  ]);
  return canaries.filter((canary) => text.includes(canary));
}

describe('personal data', () => {
  let city: City;
  beforeAll(async () => {
    city = await startCity();
    const device = await city.client.enrolDevice();
    await city.client.apply('population', populationCsv(people));
    const wrong = { ...people[0]!, dateOfBirth: '1987-11-23', fullName: 'Vương Hiếm Thấy' };
    await city.client.apply(
      'vaccination',
      vaccinationCsv(
        [...people, wrong].map((person, index) => ({ person, recordId: `leak-${index}`, number: 1, on: daysAgo(30) })),
      ),
    );
    await city.client.apply(
      'infection',
      infectionCsv(
        people.map((person, index) => ({ person, recordId: `leak-i-${index}`, event: 'positive', on: daysAgo(1) })),
      ),
    );
    for (const person of people) await city.client.verify(device, qrOf(person));
    await city.client.verify(device, `${qrOf(people[0]!)}|31022020|`);
    await city.client.push('population', `${populationCsv(people)}"broken`);
    const window = { from: `${daysAgo(1)}T00:00:00Z`, to: `${daysAgo(-1)}T00:00:00Z` };
    const lookup = { caseId: 'leak', reason: 'to see what stays', idNumber: people[0]!.idNumber, ...window };
    expect((await city.client.as('health-department', 'POST', '/v1/contact-lookups', lookup)).status).toBe(200);
    await until('the scans are stored', async () => (await city.eventsAt(device.checkpoint)).length >= people.length);
  }, 180_000);
  afterAll(() => city?.stop());

  it('is in no log', async () => {
    const logs = await readdir(city.logDirectory);
    expect(logs.length).toBeGreaterThanOrEqual(5);
    for (const log of logs) {
      expect({ log, finds: findsOf(await readFile(join(city.logDirectory, log), 'utf8')) }).toEqual({ log, finds: [] });
    }
  });

  it('is not in Redis', async () => {
    const redis = new Redis(city.stack.servers.redis);
    const keys = await redis.keys('*');
    const values = await Promise.all(
      keys.map(async (key) => [
        key,
        (await redis.type(key)) === 'hash' ? await redis.hgetall(key) : await redis.get(key),
      ]),
    );
    redis.disconnect();
    expect(keys.length).toBeGreaterThan(people.length);
    expect(findsOf(JSON.stringify(values))).toEqual([]);
  });

  it.each(['identity', 'health_status', 'access_log', 'administration'])(
    'is readable nowhere in the database %s',
    async (database) => {
      const url = Object.assign(new URL(city.stack.servers.postgres), { pathname: `/${database}` }).toString();
      const source = await new DataSource({ type: 'postgres', url }).initialize();
      const tables = await source.query<{ name: string }[]>(
        `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
      );
      for (const { name } of tables) {
        const rows = await source.query<{ row: string }[]>(`SELECT to_jsonb(t)::text AS row FROM "${name}" t`);
        expect({ table: name, finds: findsOf(rows.map(({ row }) => decodeBytes(row)).join('\n')) }).toEqual({
          table: name,
          finds: [],
        });
      }
      await source.destroy();
    },
  );

  it('is not on the disk of the gateway', async () => {
    const directory = join(city.logDirectory, '..', 'gateway');
    const { stdout } = await runFile('grep', [
      '-rlaE',
      people.map(({ idNumber, fullName }) => `${idNumber}|${fullName}`).join('|'),
      directory,
    ]);
    expect(stdout).toBe('');
  });

  it('is in no topic but those of the submitted records, as a consumer that is none of ours reads them', async () => {
    // The heartbeats end with the services, and so does what the consumer reads.
    await city.stop();
    const read = (pattern: string) => consoleConsumer(city.stack.servers.kafka, pattern);
    const others = await read('^(?!health\\.(vaccination|infection)-submitted|__).*');
    expect(findsOf(others)).toEqual([]);
    expect(others).toContain(HealthStatusV1.type);

    const analytics = await read('analytics\\.access-event\\.v1');
    expect(analytics).toContain('"visitor"');
    expect(analytics).not.toContain('"subject"');
    expect(findsOf(analytics)).toEqual([]);

    expect(findsOf(await read('health\\.(vaccination|infection)-submitted\\.v1'))).not.toEqual([]);
  }, 240_000);
});

/** What stands as bytes in a table is read as text too. */
function decodeBytes(row: string): string {
  return row.replace(/\\\\x([0-9a-f]+)/g, (_, hex: string) => Buffer.from(hex, 'hex').toString('utf8'));
}

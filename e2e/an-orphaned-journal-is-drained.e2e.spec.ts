import { until } from '@entry/client/until';
import { withDatabase } from '@entry/client/stack/with-database';
import { workspaceRoot } from '@entry/stack/workspace';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { startCity, type City } from './support/city';
import { aPerson, qrOf } from './support/people';
import { runFile } from './support/run-file';

describe('the journal of a gateway that does not come back', () => {
  let city: City;
  let gatewayData: string;
  beforeAll(async () => {
    city = await startCity();
    gatewayData = join(city.logDirectory, '../gateway');
  });
  afterAll(() => city?.stop());

  const drain = (directory = gatewayData) => {
    const program = join(workspaceRoot, 'apps/gateway/dist/draining/main.js');
    const brokers = ['--brokers', city.stack.servers.kafka];
    return runFile(process.execPath, [program, 'drain', '--directory', directory, ...brokers]);
  };
  const timesStored = (scanIds: readonly string[]) =>
    withDatabase(city.stack, 'access_log', async (client) => {
      const sql =
        'SELECT scan_id::text AS scan, count(*)::int AS times FROM access_event WHERE scan_id = ANY($1) GROUP BY 1';
      const { rows } = await client.query<{ scan: string; times: number }>(sql, [scanIds]);
      return rows;
    });

  it('is brought to access-log by command, each scan once, and never while the gateway lives', async () => {
    const device = await city.client.enrolDevice();
    const [first, ...later] = Array.from({ length: 40 }, () => randomUUID());
    const scan = async (scanId: string) => {
      expect((await city.client.verify(device, qrOf(aPerson()), { scanId })).status).toBe(200);
    };
    await scan(first!);
    await until('the first scan is stored', async () => (await timesStored([first!])).length === 1);
    await city.stack.service('access-log').kill();
    for (const scanId of later) await scan(scanId);

    const refused = await drain();
    expect(refused.stderr).toContain('is held by another process');
    expect(refused.stdout).toBe('');
    await city.stack.service('gateway').kill();
    const draining = drain();
    await city.stack.service('access-log').start();
    const { stdout, stderr } = await draining;

    expect(stderr).toMatch(/\d+ scans of gateway-1 wait for access-log/);
    expect(stdout).toMatch(/^(39|40) scans are in PostgreSQL/);
    const all = [first!, ...later];
    expect(await timesStored(all)).toHaveLength(all.length);
    expect((await timesStored(all)).filter(({ times }) => times !== 1)).toEqual([]);
    expect((await drain()).stdout).toMatch(/^0 scans/);
    await city.stack.service('gateway').start();
  });

  it('is looked for where it is, and not begun elsewhere', async () => {
    expect((await drain(join(gatewayData, 'journal'))).stderr).toContain('There is no journal in');
  });
});

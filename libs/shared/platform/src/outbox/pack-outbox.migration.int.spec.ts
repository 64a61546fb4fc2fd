import { startTestDatabase, type TestDatabase } from '@entry/testing/test-database';
import { outboxTables } from './outbox.migration';
import { PackOutbox1795900000000 } from './pack-outbox.migration';

class CreateOutbox1700000000000 {
  up = (runner: { query(sql: string): Promise<unknown> }) => runner.query(outboxTables) as Promise<void>;
  down = () => Promise.resolve();
}

describe('PackOutbox', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await startTestDatabase({ migrations: [CreateOutbox1700000000000] });
  });
  afterAll(() => database.stop());

  it('keeps what was announced before and not sent yet, in its order, there and back', async () => {
    const query = <Row>(sql: string) => database.dataSource.query<Row[]>(sql);
    const runner = database.dataSource.createQueryRunner();
    const [before, headers] = [`SELECT topic, partition, key, value, headers FROM outbox ORDER BY id`, { ce_id: '1' }];
    await query(`INSERT INTO outbox (topic, partition, key, value, headers)
      VALUES ('facts', null, 'a', '{"name":"Tý \\"1\\""}', '{"ce_id":"1"}'), ('beats', 3, 'b', '{}', '{"ce_id":"1"}')`);
    const rows = await query(before);

    await new PackOutbox1795900000000().up(runner);
    const packed = await query<{ topic: string; messages: string; count: number }>(`SELECT * FROM outbox ORDER BY id`);
    expect(packed.map(({ topic, messages, count }) => [topic, count, JSON.parse(messages) as object])).toEqual([
      ['facts', 1, [{ key: 'a', value: '{"name":"Tý \\"1\\""}', headers }]],
      ['beats', 1, [{ key: 'b', value: '{}', headers, partition: 3 }]],
    ]);

    await new PackOutbox1795900000000().down(runner);
    await runner.release();
    expect(await query(before)).toEqual(rows);
  });
});

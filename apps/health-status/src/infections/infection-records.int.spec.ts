import { startTestDatabase, type TestDatabase } from '@entry/testing/test-database';
import { migrations } from '../migrations';
import { aSubject, anInfection, healthRecordsIn } from '../records/health-records.fake';

describe('InfectionRecords', () => {
  let database: TestDatabase;
  let records: ReturnType<typeof healthRecordsIn>;

  beforeAll(async () => {
    database = await startTestDatabase({ migrations });
    records = healthRecordsIn(database.dataSource);
  });
  beforeEach(() => database.dataSource.query('TRUNCATE infection_event'));
  afterAll(() => database.stop());

  it.each([
    ['in order', [0, 1, 2]],
    ['backwards', [2, 1, 0]],
    ['mixed', [1, 2, 0]],
  ])('derives the same from events in any order of arrival: %s', async (_name, order) => {
    const [batch, subject] = [await records.openBatch('infection'), aSubject()];
    const events = [
      anInfection(batch, 1, subject, { event: 'positive', occurredOn: '2022-01-01' }),
      anInfection(batch, 2, subject, { event: 'recovered', occurredOn: '2022-01-10' }),
      anInfection(batch, 3, subject, { event: 'negative_test', occurredOn: '2022-01-09' }),
    ];
    for (const index of order) await records.infect(events[index]!);

    expect(await records.statusOf(subject)).toMatchObject({
      infectedSince: null,
      recoveredOn: '2022-01-10',
      lastNegativeTestOn: '2022-01-09',
    });
    expect(await records.countsOf(batch)).toEqual({ invalid: 0, mismatched: 0, applied: 3, unchanged: 0 });
  });

  it('withdraws an infection when its record is corrected', async () => {
    const [batch, subject] = [await records.openBatch('infection'), aSubject()];
    const positive = anInfection(batch, 1, subject, { event: 'positive', occurredOn: '2022-01-01' });
    await records.infect(positive);
    await records.infect({ ...positive, row: 2, facts: { event: 'negative_test', occurredOn: '2022-01-01' } });

    expect(await records.statusOf(subject)).toMatchObject({ infectedSince: null, lastNegativeTestOn: '2022-01-01' });
  });

  it('counts a withdrawn event no longer, until it is brought back', async () => {
    const [batch, subject] = [await records.openBatch('infection'), aSubject()];
    const positive = {
      ...anInfection(batch, 1, subject, { event: 'positive', occurredOn: '2022-01-01' }),
      recordId: subject,
    };
    await records.infect(positive);
    await records.infect({ ...positive, row: 2, withdrawn: true });
    expect(await records.statusOf(subject)).toMatchObject({ infectedSince: null });

    await records.infect({ ...positive, row: 3 });
    expect(await records.statusOf(subject)).toMatchObject({ infectedSince: '2022-01-01', version: 3 });
  });
});

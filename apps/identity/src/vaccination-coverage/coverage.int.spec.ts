import { startTestDatabase, type TestDatabase } from '@entry/testing/test-database';
import { randomUUID } from 'node:crypto';
import { migrations } from '../migrations';
import { CoverageRepository } from './coverage.repository';
import { CoverageQuery } from './coverage.schemas';

describe('CoverageRepository', () => {
  let database: TestDatabase;
  let coverage: CoverageRepository;
  beforeAll(async () => {
    database = await startTestDatabase({ migrations });
    coverage = new CoverageRepository(database.dataSource);
    await database.dataSource.query(
      `INSERT INTO citizen (subject, name_tag, exact_name_tag, birth_year_tag, sex_tag, status, personal, digest, version, district)
       SELECT subject, '', '', '', '', status, '', '', 1, district
       FROM unnest($1::text[], $2::text[], $3::text[]) AS person (subject, status, district)`,
      [
        ['a', 'b', 'c', 'd'],
        ['active', 'active', 'active', 'cancelled'],
        ['ba-dinh', 'ba-dinh', null, 'ba-dinh'],
      ],
    );
    await add('matched', '2022-01-10T16:59:59Z', { subject: 'a', facility: 'Phúc Xá', happenedOn: '2022-01-08' });
    await add('matched', '2022-01-10T17:00:00Z', { subject: 'a', facility: 'Phúc Xá', happenedOn: '2022-01-01' });
    await add('mismatched', '2022-01-11T03:00:00Z', { claimed: 'b', facility: 'Phúc Xá', happenedOn: '2022-01-10' });
    await add('invalid', '2022-01-11T04:00:00Z', { claimed: 'nobody' });
    await add('matched', '2022-01-11T04:00:00Z', { subject: 'c', kind: 'infection' });
  });
  afterAll(() => database.stop());

  const add = (
    outcome: string,
    at: string,
    given: { subject?: string; claimed?: string; facility?: string; happenedOn?: string; kind?: string },
  ) =>
    database.dataSource.query(
      `INSERT INTO submitted_record (batch_id, row, kind, original, outcome, reasons, subject, claimed_subject, facility, happened_on, authenticated_at)
       VALUES ($1, 1, $2, '', $3, '{}', $4, $5, $6, $7, $8)`,
      [
        randomUUID(),
        given.kind ?? 'vaccination',
        outcome,
        given.subject ?? null,
        given.claimed ?? null,
        given.facility ?? null,
        given.happenedOn ?? null,
        at,
      ],
    );
  const count = (query: object) =>
    coverage.count(CoverageQuery.parse({ from: '2022-01-11', to: '2022-01-11', ...query }));

  it('counts the rows of the local days by where their citizens live', async () => {
    expect(await count({})).toEqual([
      {
        district: 'ba-dinh',
        received: 2,
        matched: 1,
        mismatched: 1,
        invalid: 0,
        daysToTransfer: { median: 1, p90: 10 },
      },
      { district: null, received: 1, matched: 0, mismatched: 0, invalid: 1, daysToTransfer: null },
    ]);
    expect(await count({ from: '2022-01-10' })).toMatchObject([{ received: 3 }, { received: 1 }]);
  });

  it('counts them by facility, and by both', async () => {
    expect(await count({ groupBy: 'facility' })).toMatchObject([
      { facility: 'Phúc Xá', received: 2 },
      { facility: null, received: 1 },
    ]);
    expect(await count({ groupBy: 'district,facility' })).toMatchObject([
      { district: 'ba-dinh', facility: 'Phúc Xá' },
      { district: null, facility: null },
    ]);
  });

  it('counts the people of the register without any record', async () => {
    expect(await coverage.countPeople()).toEqual([
      { district: 'ba-dinh', registered: 2, withoutRecord: 1 },
      { district: null, registered: 1, withoutRecord: 1 },
    ]);
  });

  it.each([{ groupBy: 'sex' }, { groupBy: '' }, { from: '2022-01-12' }, { to: 'today' }])('refuses %j', (query) => {
    expect(CoverageQuery.safeParse({ from: '2022-01-11', to: '2022-01-11', ...query }).success).toBe(false);
  });
});

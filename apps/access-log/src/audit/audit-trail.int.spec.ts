import type { Caller } from '@entry/platform/access/caller';
import { startTestDatabase, type TestDatabase } from '@entry/testing/test-database';
import { migrations } from '../migrations';
import { AuditTrail } from './audit-trail';

const caller: Caller = { id: 'an official', roles: ['auditor'], district: null, agency: null };

describe('AuditTrail', () => {
  let database: TestDatabase;
  let trail: AuditTrail;
  beforeAll(async () => {
    database = await startTestDatabase({ migrations });
    trail = new AuditTrail(database.dataSource);
  });
  afterAll(() => database.stop());

  it('keeps what was done, newest first, and finds it by who, what and when', async () => {
    await trail.record(caller, { action: 'access-events-listed', asked: { district: 'ba-dinh' }, rows: 7 });
    const other = { ...caller, id: 'another' };
    const deed = { action: 'contacts-looked-up', asked: {}, rows: 2, caseId: 'F0-1', reason: 'why' } as const;
    await trail.record(other, deed);
    const find = async (filter: Parameters<AuditTrail['findPage']>[0]) =>
      (await trail.findPage(filter, { after: undefined, limit: 10 })).map(({ actor }) => actor);

    expect(await find({})).toEqual(['another', 'an official']);
    expect(await find({ actor: 'an official' })).toEqual(['an official']);
    expect(await find({ action: 'contacts-looked-up' })).toEqual(['another']);
    expect(await find({ to: new Date(Date.now() - 60_000) })).toEqual([]);
    const [kept] = await trail.findPage({ actor: 'another' }, { after: undefined, limit: 1 });
    expect(kept).toMatchObject({ ...deed, roles: ['auditor'] });
  });

  it.each(['UPDATE audit_entry SET rows = 0', 'DELETE FROM audit_entry', 'TRUNCATE audit_entry'])(
    'lets nobody change it: %s',
    async (statement) => {
      await expect(database.dataSource.query(statement)).rejects.toThrow('audit_entry is never changed');
    },
  );
});

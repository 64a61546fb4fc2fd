import { PersonalDataCipher } from '@entry/platform/personal-data/personal-data-cipher';
import { startTestDatabase, type TestDatabase } from '@entry/testing/test-database';
import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { placeOf, SubmittedRecordRepository } from '../authentication/submitted-record.repository';
import { migrations } from '../migrations';
import { AuthenticatedRecordRepository } from './authenticated-records.repository';
import { beginning, readPosition } from './position';

describe('AuthenticatedRecordRepository', () => {
  const cipher = new PersonalDataCipher(createSecretKey(randomBytes(32)));
  const subject = 'a'.repeat(22);
  let database: TestDatabase;
  let records: AuthenticatedRecordRepository;
  beforeAll(async () => {
    database = await startTestDatabase({ migrations });
    records = new AuthenticatedRecordRepository(database.dataSource, cipher, new SubmittedRecordRepository(cipher));
    const person = { idNumber: '001090000001', fullName: 'An', dateOfBirth: '1990-03-15', sex: 'male' };
    await database.dataSource.query(
      `INSERT INTO citizen (subject, name_tag, exact_name_tag, birth_year_tag, sex_tag, status, personal, digest, version)
       VALUES ($1, '', '', '', '', 'active', $2, '', 1)`,
      [subject, cipher.seal(JSON.stringify(person), `citizen|personal|${subject}`)],
    );
  });
  afterAll(() => database.stop());

  const add = async (manager: EntityManager, recordId: string) => {
    const batchId = randomUUID();
    const fields = { record_id: recordId, dose_number: '1', vaccine: 'Comirnaty', vaccinated_on: '2021-09-10' };
    await manager.query(
      `INSERT INTO submitted_record (batch_id, row, kind, record_id, original, outcome, reasons, subject, authenticated_at)
       VALUES ($1, 1, 'vaccination', $2, $3, 'matched', '{}', $4, now())`,
      [batchId, recordId, cipher.seal(JSON.stringify(fields), placeOf(batchId, 1)), subject],
    );
  };

  it('passes over nothing that commits late', async () => {
    const { dataSource } = database;
    await add(dataSource.manager, 'early');
    const late = dataSource.createQueryRunner();
    await late.startTransaction();
    await add(late.manager, 'late');
    await add(dataSource.manager, 'meanwhile');

    const before = await records.findAfter(beginning, 10);
    expect(before.map(({ recordId }) => recordId)).toEqual(['early']);
    await late.commitTransaction();
    await late.release();
    const after = await records.findAfter(readPosition(before[0]!.position)!, 10);
    expect(after.map(({ recordId }) => recordId)).toEqual(['late', 'meanwhile']);
  });
});

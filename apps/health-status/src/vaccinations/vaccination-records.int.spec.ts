import { startTestDatabase, type TestDatabase } from '@entry/testing/test-database';
import { randomUUID } from 'node:crypto';
import { migrations } from '../migrations';
import { aSubject, aVaccination, anInfection, healthRecordsIn } from '../records/health-records.fake';

describe('VaccinationRecords', () => {
  let database: TestDatabase;
  let records: ReturnType<typeof healthRecordsIn>;

  beforeAll(async () => {
    database = await startTestDatabase({ migrations });
    records = healthRecordsIn(database.dataSource);
  });
  beforeEach(() => database.dataSource.query('TRUNCATE vaccination, infection_event'));
  afterAll(() => database.stop());

  const counts = (given: object) => ({ invalid: 0, mismatched: 0, applied: 0, unchanged: 0, ...given });

  it('announces the status that follows from a dose, in the same transaction', async () => {
    const [batch, subject] = [await records.openBatch('vaccination'), aSubject()];
    await records.vaccinate(aVaccination({ batch, row: 1, subject }));

    const status = await records.statusOf(subject);
    expect(status).toMatchObject({ subject, doses: 1, firstDoseOn: '2022-01-10', version: 1 });
    expect(await records.announced(subject)).toEqual([status]);
    expect(await records.countsOf(batch)).toEqual(counts({ applied: 1 }));
  });

  it('counts and applies a row once, in one delivery or in two', async () => {
    const [batch, subject] = [await records.openBatch('vaccination'), aSubject()];
    const row = aVaccination({ batch, row: 1, subject });
    await records.vaccinate(row, row);
    await records.vaccinate(row);

    expect(await records.countsOf(batch)).toEqual(counts({ applied: 1 }));
    expect(await records.announced(subject)).toHaveLength(1);
  });

  it('keeps what the register refuses as rejections', async () => {
    const [batch, subject] = [await records.openBatch('vaccination'), aSubject()];
    const refused = { subject: null, facts: null };
    await records.vaccinate(
      { ...aVaccination({ batch, row: 2, subject }), ...refused, outcome: 'mismatched', reasons: ['NAME_MISMATCH'] },
      {
        ...aVaccination({ batch, row: 1, subject }),
        ...refused,
        recordId: null,
        outcome: 'invalid',
        reasons: ['ROW_INVALID', 'ID_MISSING'],
      },
    );

    expect(await records.countsOf(batch)).toEqual(counts({ invalid: 1, mismatched: 1 }));
    expect(await records.rejectionsOf(batch)).toEqual([
      { row: 1, recordId: null, outcomes: ['ROW_INVALID', 'ID_MISSING'] },
      { row: 2, recordId: 'R2', outcomes: ['NAME_MISMATCH'] },
    ]);
    expect(await records.statusOf(subject)).toBeNull();
  });

  it('replaces a record by its correction, also when the correction comes first', async () => {
    const [inOrder, reversed] = [aSubject(), aSubject()];
    const [first, second] = [await records.openBatch('vaccination'), await records.openBatch('vaccination')];
    const original = (subject: string) => aVaccination({ batch: first, row: 1, recordId: subject, subject });
    const correction = (subject: string) => ({
      ...aVaccination({ batch: second, row: 1, recordId: subject, subject, vaccinatedOn: '2022-01-15' }),
    });
    await records.vaccinate(original(inOrder));
    await records.vaccinate(correction(inOrder));
    await records.vaccinate({ ...correction(reversed), row: 2 });
    await records.vaccinate({ ...original(reversed), row: 2 });

    expect(await records.statusOf(inOrder)).toMatchObject({ doses: 1, lastDoseOn: '2022-01-15', version: 2 });
    expect(await records.statusOf(reversed)).toMatchObject({ doses: 1, lastDoseOn: '2022-01-15', version: 1 });
    expect(await records.countsOf(second)).toEqual(counts({ applied: 2 }));
  });

  it('counts a withdrawn record no longer, gives its dose to the next, and lets it come back behind that', async () => {
    const [subject, batch] = [aSubject(), await records.openBatch('vaccination')];
    const row = (number: number, recordId: string, more: object = {}) =>
      aVaccination({ batch, row: number, recordId, subject, ...more });
    await records.vaccinate(row(1, `${subject}-a`), row(2, `${subject}-b`, { vaccinatedOn: '2022-01-12' }));
    expect(await records.statusOf(subject)).toMatchObject({ doses: 1, lastDoseOn: '2022-01-10' });

    await records.vaccinate(row(3, `${subject}-a`, { withdrawn: true }));
    expect(await records.statusOf(subject)).toMatchObject({ doses: 1, lastDoseOn: '2022-01-12' });

    await records.vaccinate(row(4, `${subject}-a`));
    expect(await records.statusOf(subject)).toMatchObject({ doses: 1, lastDoseOn: '2022-01-12' });
    expect(await records.rejectionsOf(batch)).toEqual([
      { row: 4, recordId: `${subject}-a`, outcomes: ['DOSE_CONFLICT'] },
    ]);

    await records.vaccinate(row(5, `${subject}-a`, { withdrawn: true }), row(6, `${subject}-b`, { withdrawn: true }));
    expect(await records.statusOf(subject)).toMatchObject({ doses: 0, firstDoseOn: null, lastDoseOn: null });
  });

  it.each([[[1, 2]], [[2, 1]]])('takes the row with the higher revision, delivered in the order %j', async (order) => {
    const [subject, batch] = [aSubject(), await records.openBatch('vaccination')];
    const rows = [
      aVaccination({ batch, row: 1, recordId: subject, subject, revision: 2, vaccinatedOn: '2022-03-01' }),
      aVaccination({ batch, row: 2, recordId: subject, subject, revision: 1, vaccinatedOn: '2022-01-01' }),
    ];
    for (const number of order) await records.vaccinate(rows[number - 1]!);

    expect(await records.statusOf(subject)).toMatchObject({ doses: 1, lastDoseOn: '2022-03-01' });
  });

  it('changes nothing by the same record sent again, but lets it be the newest', async () => {
    const subject = aSubject();
    const batches = [];
    for (let index = 0; index < 3; index += 1) batches.push(await records.openBatch('vaccination'));
    const [first, second, third] = batches as [(typeof batches)[0], (typeof batches)[0], (typeof batches)[0]];
    await records.vaccinate(aVaccination({ batch: first, row: 1, subject }));
    await records.vaccinate(aVaccination({ batch: third, row: 1, subject }));
    await records.vaccinate(aVaccination({ batch: second, row: 1, subject, vaccinatedOn: '2022-01-20' }));

    expect(await records.statusOf(subject)).toMatchObject({ lastDoseOn: '2022-01-10', version: 1 });
    expect(await records.countsOf(third)).toEqual(counts({ unchanged: 1 }));
    expect(await records.countsOf(second)).toEqual(counts({ unchanged: 1 }));
  });

  it('takes the dose from the old person when a correction moves the record to another', async () => {
    const [wrong, right] = [aSubject(), aSubject()];
    const batch = await records.openBatch('vaccination');
    await records.vaccinate(aVaccination({ batch, row: 1, recordId: 'moved', subject: wrong }));
    await records.vaccinate(aVaccination({ batch, row: 2, recordId: 'moved', subject: right }));

    expect(await records.statusOf(wrong)).toMatchObject({ doses: 0, lastDoseOn: null, version: 2 });
    expect(await records.statusOf(right)).toMatchObject({ doses: 1, version: 1 });
  });

  it('counts a dose once that two records tell alike', async () => {
    const [batch, subject] = [await records.openBatch('vaccination'), aSubject()];
    await records.vaccinate(aVaccination({ batch, row: 1, subject }));
    await records.vaccinate(aVaccination({ batch, row: 2, subject }));

    expect(await records.statusOf(subject)).toMatchObject({ doses: 1, version: 1 });
    expect(await records.countsOf(batch)).toEqual(counts({ applied: 1, unchanged: 1 }));
  });

  describe('of one dose on two days', () => {
    it.each([
      ['in order', [0, 1]],
      ['the later row first', [1, 0]],
    ])('takes the one whose row is earlier and rejects the other: %s', async (_order, order) => {
      const [batch, subject] = [await records.openBatch('vaccination'), aSubject()];
      const rows = [
        aVaccination({ batch, row: 1, subject }),
        aVaccination({ batch, row: 2, subject, vaccinatedOn: '2022-01-17' }),
      ];
      for (const index of order) await records.vaccinate(rows[index]!);

      expect(await records.statusOf(subject)).toMatchObject({ doses: 1, lastDoseOn: '2022-01-10' });
      expect(await records.countsOf(batch)).toEqual(counts({ applied: 1, mismatched: 1 }));
      expect(await records.rejectionsOf(batch)).toEqual([{ row: 2, recordId: 'R2', outcomes: ['DOSE_CONFLICT'] }]);
    });

    it('says so within one delivery too', async () => {
      const [batch, subject] = [await records.openBatch('vaccination'), aSubject()];
      await records.vaccinate(
        aVaccination({ batch, row: 2, subject, vaccinatedOn: '2022-01-17' }),
        aVaccination({ batch, row: 1, subject }),
      );

      expect(await records.countsOf(batch)).toEqual(counts({ applied: 1, mismatched: 1 }));
    });

    it('lets the holder be corrected, and never lets a rejected record take its place', async () => {
      const [batch, subject] = [await records.openBatch('vaccination'), aSubject()];
      await records.vaccinate(aVaccination({ batch, row: 1, recordId: 'holder', subject }));
      await records.vaccinate(aVaccination({ batch, row: 2, subject, vaccinatedOn: '2022-01-17' }));
      await records.vaccinate(aVaccination({ batch, row: 3, recordId: 'holder', subject, vaccinatedOn: '2022-01-12' }));

      expect(await records.statusOf(subject)).toMatchObject({ doses: 1, lastDoseOn: '2022-01-12' });
      expect(await records.countsOf(batch)).toEqual(counts({ applied: 2, mismatched: 1 }));
    });

    it('takes the rejected record up once the other is corrected to another dose', async () => {
      const [batch, subject] = [await records.openBatch('vaccination'), aSubject()];
      await records.vaccinate(aVaccination({ batch, row: 1, recordId: 'holder', subject, doseNumber: 2 }));
      await records.vaccinate(aVaccination({ batch, row: 2, subject, doseNumber: 2, vaccinatedOn: '2022-02-17' }));
      await records.vaccinate(aVaccination({ batch, row: 3, recordId: 'holder', subject, doseNumber: 1 }));

      expect(await records.statusOf(subject)).toMatchObject({ doses: 2, lastDoseOn: '2022-02-17' });
      expect(await records.countsOf(batch)).toEqual(counts({ applied: 3 }));
      expect(await records.rejectionsOf(batch)).toEqual([]);
    });

    it('leaves a completed batch as it was counted', async () => {
      const subject = aSubject();
      const [slow, done] = [await records.openBatch('vaccination'), await records.openBatch('vaccination')];
      await records.vaccinate(aVaccination({ batch: done, row: 2, subject, vaccinatedOn: '2022-01-17' }));
      await records.complete(done);
      await records.vaccinate(aVaccination({ batch: slow, row: 1, subject }));

      expect(await records.statusOf(subject)).toMatchObject({ doses: 1, lastDoseOn: '2022-01-10' });
      expect(await records.countsOf(done)).toEqual(counts({ applied: 1 }));
    });
  });

  it('ignores results of batches that it does not know, that are of the other kind, or completed', async () => {
    const subject = aSubject();
    const [completed, infections] = [await records.openBatch('vaccination'), await records.openBatch('infection')];
    await records.complete(completed);
    await records.vaccinate(
      aVaccination({ batch: completed, row: 1, subject }),
      aVaccination({ batch: infections, row: 2, subject }),
      aVaccination({ batch: { batchId: randomUUID(), arrival: 1 }, row: 3, subject }),
    );

    expect(await records.statusOf(subject)).toBeNull();
    expect(await records.countsOf(completed)).toEqual(counts({}));
  });

  it('loses nothing when vaccinations and infections of the same people come at once', async () => {
    const people = Array.from({ length: 200 }, aSubject);
    const [batch, infections] = [await records.openBatch('vaccination'), await records.openBatch('infection')];
    const dose = (doseNumber: number) =>
      people.map((subject, index) => {
        const recordId = `${subject}-${doseNumber}`;
        const vaccinatedOn = `2022-0${doseNumber}-10`;
        return aVaccination({ batch, row: doseNumber * 1_000 + index, recordId, subject, doseNumber, vaccinatedOn });
      });
    const positive = people.map((subject, index) => ({
      ...anInfection(infections, index + 1, subject, { event: 'positive', occurredOn: '2022-03-01' }),
      recordId: subject,
    }));
    await Promise.all([
      records.vaccinate(...dose(1)),
      records.infect(...positive.toReversed()),
      records.vaccinate(...dose(2).toReversed()),
      records.infect(...positive),
      records.vaccinate(...dose(1).toReversed()),
    ]);

    const complete = { doses: 2, primaryCourseCompletedOn: '2022-02-10', infectedSince: '2022-03-01' };
    const statuses = await Promise.all(people.map(records.statusOf));
    expect(statuses).toEqual(people.map((subject) => expect.objectContaining({ subject, ...complete }) as unknown));
    expect(await records.countsOf(batch)).toEqual(counts({ applied: 400 }));
    expect(await records.countsOf(infections)).toEqual(counts({ applied: 200 }));
  });
});

import type { HealthStatusV1 } from '@entry/contracts/events/health-status.v1';
import { healthFactsAt } from './health-facts';

const at = new Date('2022-03-15T12:00:00+07:00');

const aStatus = (overrides: Partial<HealthStatusV1> = {}): HealthStatusV1 => ({
  subject: 'subject',
  doses: 0,
  firstDoseOn: null,
  primaryCourseCompletedOn: null,
  lastDoseOn: null,
  infectedSince: null,
  recoveredOn: null,
  lastNegativeTestOn: null,
  version: 1,
  ...overrides,
});
const fullCourse = {
  doses: 2,
  firstDoseOn: '2022-01-15',
  primaryCourseCompletedOn: '2022-02-15',
  lastDoseOn: '2022-02-15',
};
const nothing = {
  infected: false,
  doses: 0,
  firstDose: null,
  course: null,
  protection: null,
  recovery: null,
  negativeTest: null,
};

describe('the facts that rules read', () => {
  it('are all absent for a person without a record', () => {
    expect(healthFactsAt(null, at)).toEqual(nothing);
    expect(healthFactsAt(aStatus(), at)).toEqual(nothing);
  });

  it('count a full course', () => {
    expect(healthFactsAt(aStatus(fullCourse), at)).toEqual({
      ...nothing,
      doses: 2,
      firstDose: { days: 59, months: 2 },
      course: { days: 28, months: 1 },
      protection: { days: 28, months: 1 },
    });
  });

  it('count protection from a booster, and the course from its own last dose', () => {
    const boosted = aStatus({ ...fullCourse, doses: 3, lastDoseOn: '2022-03-14' });

    expect(healthFactsAt(boosted, at)).toMatchObject({
      course: { days: 28, months: 1 },
      protection: { days: 1, months: 1 },
    });
  });

  it('know no protection before the course is complete', () => {
    const oneDose = aStatus({ doses: 1, firstDoseOn: '2022-01-15', lastDoseOn: '2022-01-15' });

    expect(healthFactsAt(oneDose, at)).toEqual({ ...nothing, doses: 1, firstDose: { days: 59, months: 2 } });
  });

  it('tell infection, recovery and the last negative test', () => {
    const status = aStatus({
      infectedSince: '2022-03-10',
      recoveredOn: '2021-09-15',
      lastNegativeTestOn: '2022-03-15',
    });

    expect(healthFactsAt(status, at)).toEqual({
      ...nothing,
      infected: true,
      recovery: { days: 181, months: 6 },
      negativeTest: { hours: 12 },
    });
  });

  it.each<[string, Partial<HealthStatusV1>, object]>([
    ['a first dose', { doses: 1, firstDoseOn: '2022-03-16', lastDoseOn: '2022-03-16' }, nothing],
    [
      'the end of a course',
      { ...fullCourse, primaryCourseCompletedOn: '2022-03-16', lastDoseOn: '2022-03-16' },
      { ...nothing, doses: 2, firstDose: { days: 59, months: 2 } },
    ],
    ['a test', { lastNegativeTestOn: '2022-03-16' }, nothing],
    ['a recovery', { recoveredOn: '2022-03-16' }, { ...nothing, infected: true }],
    ['an infection', { infectedSince: '2022-03-16' }, { ...nothing, infected: true }],
  ])('do not take %s of tomorrow in favour of a person', (_what, status, facts) => {
    expect(healthFactsAt(aStatus(status), at)).toEqual(facts);
  });

  it('do not let a booster of tomorrow renew a protection', () => {
    expect(healthFactsAt(aStatus({ ...fullCourse, lastDoseOn: '2022-03-16' }), at)).toMatchObject({
      protection: { days: 28, months: 1 },
    });
  });

  it('are not told at no moment', () => {
    expect(() => healthFactsAt(null, new Date(NaN))).toThrow(RangeError);
  });
});

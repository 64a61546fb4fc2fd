import type { InfectionFacts, VaccinationFacts } from '@entry/contracts/events/record-authenticated.v1';
import { vaccines } from '@entry/contracts/vocabulary/vaccines';
import fc from 'fast-check';
import { deriveHealthStatus, type HealthStatus } from './health-status';

const none: HealthStatus = {
  doses: 0,
  firstDoseOn: null,
  primaryCourseCompletedOn: null,
  lastDoseOn: null,
  infectedSince: null,
  recoveredOn: null,
  lastNegativeTestOn: null,
};
const dose = (doseNumber: number, vaccine: string, vaccinatedOn: string): VaccinationFacts => ({
  doseNumber,
  vaccine,
  vaccinatedOn,
});
const event = (name: InfectionFacts['event'], occurredOn: string): InfectionFacts => ({ event: name, occurredOn });

describe('the vaccination status', () => {
  it('is empty without records', () => {
    expect(deriveHealthStatus([], [])).toEqual(none);
  });

  it.each<[string, VaccinationFacts[], Partial<HealthStatus>]>([
    [
      'one of two doses is no full course',
      [dose(1, 'Comirnaty', '2021-08-01')],
      { doses: 1, firstDoseOn: '2021-08-01', lastDoseOn: '2021-08-01' },
    ],
    [
      'two of two are',
      [dose(1, 'Comirnaty', '2021-08-01'), dose(2, 'Comirnaty', '2021-09-01')],
      { doses: 2, firstDoseOn: '2021-08-01', primaryCourseCompletedOn: '2021-09-01', lastDoseOn: '2021-09-01' },
    ],
    [
      'one of a one-dose vaccine is',
      [dose(1, 'Janssen', '2021-08-01')],
      { doses: 1, firstDoseOn: '2021-08-01', primaryCourseCompletedOn: '2021-08-01', lastDoseOn: '2021-08-01' },
    ],
    [
      'a dose after a one-dose vaccine is a booster',
      [dose(1, 'Janssen', '2021-08-01'), dose(2, 'Comirnaty', '2021-12-01')],
      { doses: 2, firstDoseOn: '2021-08-01', primaryCourseCompletedOn: '2021-08-01', lastDoseOn: '2021-12-01' },
    ],
    [
      'a booster does not move the end of the course',
      [
        dose(1, 'AstraZeneca', '2021-05-01'),
        dose(2, 'Comirnaty', '2021-07-01'),
        dose(3, 'Comirnaty', '2021-12-01'),
        dose(4, 'Spikevax', '2022-03-01'),
      ],
      { doses: 4, firstDoseOn: '2021-05-01', primaryCourseCompletedOn: '2021-07-01', lastDoseOn: '2022-03-01' },
    ],
    [
      'two of three are no full course, also when the second is of another vaccine',
      [dose(1, 'Abdala', '2021-08-01'), dose(2, 'Comirnaty', '2021-09-01')],
      { doses: 2, firstDoseOn: '2021-08-01', lastDoseOn: '2021-09-01' },
    ],
    [
      'a course of three ends with the third, also when that is of another vaccine',
      [dose(1, 'Abdala', '2021-08-01'), dose(2, 'Abdala', '2021-08-15'), dose(3, 'Comirnaty', '2021-09-01')],
      { doses: 3, firstDoseOn: '2021-08-01', primaryCourseCompletedOn: '2021-09-01', lastDoseOn: '2021-09-01' },
    ],
    [
      'dose 2 known alone completes a course',
      [dose(2, 'Vero Cell', '2021-09-01')],
      { doses: 1, firstDoseOn: '2021-09-01', primaryCourseCompletedOn: '2021-09-01', lastDoseOn: '2021-09-01' },
    ],
    [
      'a booster known alone proves a course that was complete by then',
      [dose(3, 'Comirnaty', '2021-12-01')],
      { doses: 1, firstDoseOn: '2021-12-01', primaryCourseCompletedOn: '2021-12-01', lastDoseOn: '2021-12-01' },
    ],
    [
      'doses 1, 3 and 4 prove a course complete by the third',
      [dose(1, 'Comirnaty', '2021-08-01'), dose(3, 'Comirnaty', '2021-12-01'), dose(4, 'Comirnaty', '2022-04-01')],
      { doses: 3, firstDoseOn: '2021-08-01', primaryCourseCompletedOn: '2021-12-01', lastDoseOn: '2022-04-01' },
    ],
    [
      'dates against the numbers count from the later one',
      [dose(1, 'Comirnaty', '2021-09-01'), dose(2, 'Comirnaty', '2021-08-01')],
      { doses: 2, firstDoseOn: '2021-08-01', primaryCourseCompletedOn: '2021-09-01', lastDoseOn: '2021-09-01' },
    ],
    [
      'one dose on two records is one dose',
      [dose(1, 'Comirnaty', '2021-08-01'), dose(1, 'Comirnaty', '2021-08-01')],
      { doses: 1, firstDoseOn: '2021-08-01', lastDoseOn: '2021-08-01' },
    ],
    [
      'one dose of two vaccines on two records needs the longer course',
      [dose(1, 'Janssen', '2021-08-01'), dose(1, 'Comirnaty', '2021-08-01')],
      { doses: 1, firstDoseOn: '2021-08-01', lastDoseOn: '2021-08-01' },
    ],
    [
      'an unlisted vaccine needs the longest course',
      [dose(1, 'Nanocovax', '2021-08-01'), dose(2, 'Nanocovax', '2021-09-01')],
      { doses: 2, firstDoseOn: '2021-08-01', lastDoseOn: '2021-09-01' },
    ],
  ])('tells that %s', (_what, doses, expected) => {
    expect(deriveHealthStatus(doses, [])).toEqual({ ...none, ...expected });
  });
});

describe('the infection status', () => {
  it.each<[string, InfectionFacts[], Partial<HealthStatus>]>([
    ['a positive test opens an infection', [event('positive', '2022-02-01')], { infectedSince: '2022-02-01' }],
    [
      'a negative test does not close it',
      [event('positive', '2022-02-01'), event('negative_test', '2022-02-08')],
      { infectedSince: '2022-02-01', lastNegativeTestOn: '2022-02-08' },
    ],
    [
      'a recovery does',
      [event('positive', '2022-02-01'), event('recovered', '2022-02-08')],
      { recoveredOn: '2022-02-08' },
    ],
    ['a recovery alone counts', [event('recovered', '2022-02-08')], { recoveredOn: '2022-02-08' }],
    [
      'a second positive test leaves its beginning',
      [event('positive', '2022-02-01'), event('positive', '2022-02-05')],
      { infectedSince: '2022-02-01' },
    ],
    [
      'a later positive test opens another',
      [event('positive', '2022-02-01'), event('recovered', '2022-02-08'), event('positive', '2022-03-01')],
      { infectedSince: '2022-03-01', recoveredOn: '2022-02-08' },
    ],
    [
      'a positive test that arrives late does not reopen what was over',
      [event('recovered', '2022-02-08'), event('positive', '2022-02-01')],
      { recoveredOn: '2022-02-08' },
    ],
    [
      'all of one day ends with the recovery',
      [event('recovered', '2022-02-08'), event('negative_test', '2022-02-08'), event('positive', '2022-02-08')],
      { recoveredOn: '2022-02-08', lastNegativeTestOn: '2022-02-08' },
    ],
    [
      'the last of several tests and recoveries counts',
      [
        event('recovered', '2022-03-20'),
        event('negative_test', '2022-03-20'),
        event('recovered', '2021-09-01'),
        event('negative_test', '2021-08-31'),
      ],
      { recoveredOn: '2022-03-20', lastNegativeTestOn: '2022-03-20' },
    ],
  ])('tells that %s', (_what, events, expected) => {
    expect(deriveHealthStatus([], events)).toEqual({ ...none, ...expected });
  });
});

describe('the health status', () => {
  it('is the same whatever order the records arrive in, once or twice', () => {
    const date = fc.constantFrom('2021-07-01', '2021-08-01', '2021-09-01', '2021-12-01', '2022-02-01');
    const aDose = fc.record({
      doseNumber: fc.integer({ min: 1, max: 5 }),
      vaccine: fc.constantFrom(...vaccines.map(({ name }) => name)),
      vaccinatedOn: date,
    });
    const anEvent = fc.record({
      event: fc.constantFrom<InfectionFacts['event'][]>('positive', 'negative_test', 'recovered'),
      occurredOn: date,
    });
    const shuffled = <T>(one: fc.Arbitrary<T>) =>
      fc
        .array(one, { maxLength: 7 })
        .chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: 2 * all.length })),
        );

    fc.assert(
      fc.property(shuffled(aDose), shuffled(anEvent), ([doses, otherDoses], [events, otherEvents]) => {
        expect(deriveHealthStatus(otherDoses, otherEvents)).toEqual(deriveHealthStatus(doses, events));
      }),
      { numRuns: 1000 },
    );
  });
});

import { defaultEntryPolicy } from '@entry/contracts/default-entry-policy';
import { decisions } from '@entry/contracts/vocabulary/decisions';
import { venueKinds, type VenueKind } from '@entry/contracts/vocabulary/venues';
import fc from 'fast-check';
import { healthFactsAt } from '@entry/platform/entry-rules/domain/health-facts';
import { decideEntry } from '../verification/domain/verdict';
import { evaluateRules } from '@entry/platform/entry-rules/evaluate-rules';
import { aPerson, daysBefore, type Person } from './person.fake';

const at = new Date('2022-03-15T12:00:00+07:00');
const ago = fc.oneof(
  fc.integer({ min: -1, max: 20 }),
  fc.integer({ min: 170, max: 200 }),
  fc.integer({ min: 0, max: 600 }),
);
const aDate = ago.map((days) => daysBefore('2022-03-15', days));
const somebody: fc.Arbitrary<Person> = fc.record(
  {
    doses: fc.array(aDate, { maxLength: 4 }).map((dates) => dates.sort()),
    needed: fc.constantFrom(1, 2, 3),
    infectedSince: aDate,
    recoveredOn: aDate,
    testedOn: aDate,
  },
  { requiredKeys: ['doses', 'needed'] },
);
const aVenue = fc.constantFrom(...venueKinds);

const factsOf = (person: Person) => healthFactsAt(aPerson(person), at);
function verdictOn(person: Person, venueKind: VenueKind) {
  return decideEntry({ findings: [], ruleResults: evaluateRules(defaultEntryPolicy, venueKind, factsOf(person)) });
}
const severity = (person: Person, venueKind: VenueKind) => decisions.indexOf(verdictOn(person, venueKind).decision);

/** The agreed meaning of the rules once more, in plain words of the language. */
function expectedOf(person: Person, venueKind: VenueKind): string[] {
  const { infected, doses, firstDose, course, protection, recovery, negativeTest } = factsOf(person);
  const isGathering = venueKind === 'hospital' || venueKind === 'event';
  const isTested = negativeTest !== null && negativeTest.hours <= 72;
  const isYellow = isTested && !isGathering;
  const hasCourse = course !== null && course.days >= 14;
  const isProtected = (hasCourse && protection!.months <= 6) || (recovery !== null && recovery.months <= 6);
  const reasons: string[] = [];

  if (infected) reasons.push('deny INFECTED');
  if (isGathering && !isTested) reasons.push('check TEST_REQUIRED');
  if (isProtected) return reasons.sort();

  if (doses === 0 && recovery === null) reasons.push(isYellow ? 'check NOT_VACCINATED' : 'deny NOT_VACCINATED');
  if (recovery !== null) reasons.push('check RECOVERY_EXPIRED');
  if (hasCourse) reasons.push('check VACCINATION_EXPIRED');
  if (doses > 0 && !hasCourse) {
    if (firstDose!.days >= 14 || isYellow) reasons.push('check NOT_FULLY_VACCINATED');
    else if (recovery === null) reasons.push('deny NOT_FULLY_VACCINATED');
  }
  return reasons.sort();
}

describe('the default policy on anybody anywhere', () => {
  it('says what was agreed', () => {
    fc.assert(
      fc.property(somebody, aVenue, (person, venueKind) => {
        const results = evaluateRules(defaultEntryPolicy, venueKind, factsOf(person));

        expect(results.map(({ decision, code }) => `${decision} ${code}`).sort()).toEqual(
          expectedOf(person, venueKind),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('is never worse for a recovery', () => {
    fc.assert(
      fc.property(somebody, aVenue, fc.nat(600), ({ recoveredOn: _without, ...person }, venueKind, days) => {
        const recovered = { ...person, recoveredOn: daysBefore('2022-03-15', days) };

        expect(severity(recovered, venueKind)).toBeLessThanOrEqual(severity(person, venueKind));
      }),
      { numRuns: 500 },
    );
  });

  it('is never worse for a negative test', () => {
    fc.assert(
      fc.property(somebody, aVenue, ({ testedOn: _without, ...person }, venueKind) => {
        const tested = { ...person, testedOn: '2022-03-15' };

        expect(severity(tested, venueKind)).toBeLessThanOrEqual(severity(person, venueKind));
      }),
    );
  });

  it('is never worse for one dose more', () => {
    fc.assert(
      fc.property(somebody, aVenue, (person, venueKind) => {
        const oneMore = {
          ...person,
          doses: [...(person.doses ?? []).filter((day) => day <= '2022-03-15'), '2022-03-15'],
        };

        expect(severity(oneMore, venueKind)).toBeLessThanOrEqual(severity(person, venueKind));
      }),
      { numRuns: 500 },
    );
  });
});

import { defaultEntryPolicy } from '@entry/contracts/default-entry-policy';
import { EntryPolicyV1 } from '@entry/contracts/events/administration.v1';
import { Decision } from '@entry/contracts/vocabulary/decisions';
import { venueKinds, type VenueKind } from '@entry/contracts/vocabulary/venues';
import { healthFactsAt } from '@entry/platform/entry-rules/domain/health-facts';
import { decideEntry } from '../verification/domain/verdict';
import { aPerson, daysBefore, type Person } from './person.fake';
import { evaluateRules } from '@entry/platform/entry-rules/evaluate-rules';
import { readsKnownFactsOnly } from '@entry/contracts/known-facts';

/** Noon in Hanoi on 15 March 2022. */
const at = new Date('2022-03-15T12:00:00+07:00');
const ago = (days: number) => daysBefore('2022-03-15', days);

type Answer = readonly [decision: Decision, ...codes: string[]];

function answerAt(venueKind: VenueKind, person: Person, moment: Date): Answer {
  const ruleResults = evaluateRules(defaultEntryPolicy, venueKind, healthFactsAt(aPerson(person), moment));
  const { decision, reasons } = decideEntry({ findings: [], ruleResults });
  return [decision, ...reasons.map(({ code }) => code)];
}
const answer = (person: Person, moment = at) => answerAt('agency', person, moment);

const twoDoses = (lastDose: string, firstDose = ago(200)): Person => ({ doses: [firstDose, lastDose], needed: 2 });

describe('the default policy at an agency', () => {
  it.each<[string, Person, Answer]>([
    ['nothing on record', {}, ['deny', 'NOT_VACCINATED']],
    ['nothing but a negative test', { testedOn: ago(2) }, ['check', 'NOT_VACCINATED']],
    ['a negative test too old', { testedOn: ago(3) }, ['deny', 'NOT_VACCINATED']],
    ['a first dose 13 days ago', { doses: [ago(13)], needed: 2 }, ['deny', 'NOT_FULLY_VACCINATED']],
    ['a first dose 14 days ago', { doses: [ago(14)], needed: 2 }, ['check', 'NOT_FULLY_VACCINATED']],
    [
      'a first dose of today and a test',
      { doses: [ago(0)], needed: 2, testedOn: ago(0) },
      ['check', 'NOT_FULLY_VACCINATED'],
    ],
    ['a last dose 13 days ago', twoDoses(ago(13)), ['check', 'NOT_FULLY_VACCINATED']],
    ['a last dose 14 days ago', twoDoses(ago(14)), ['allow']],
    ['a last dose 15 days ago', twoDoses(ago(15)), ['allow']],
    ['two doses within 13 days', twoDoses(ago(0), ago(13)), ['deny', 'NOT_FULLY_VACCINATED']],
    ['one dose of one 13 days ago', { doses: [ago(13)], needed: 1 }, ['deny', 'NOT_FULLY_VACCINATED']],
    ['one dose of one 14 days ago', { doses: [ago(14)], needed: 1 }, ['allow']],
    ['two doses of three', { doses: [ago(90), ago(60)], needed: 3 }, ['check', 'NOT_FULLY_VACCINATED']],
    ['a booster of today', { doses: [ago(150), ago(120), ago(0)], needed: 2 }, ['allow']],
    ['a booster after the course expired', { doses: [ago(300), ago(280), ago(0)], needed: 2 }, ['allow']],
    [
      'a booster expired as well',
      { doses: [ago(500), ago(480), ago(200)], needed: 2 },
      ['check', 'VACCINATION_EXPIRED'],
    ],
    ['a course expired', twoDoses(ago(200), ago(230)), ['check', 'VACCINATION_EXPIRED']],
    ['an infection after two doses', { ...twoDoses(ago(60)), infectedSince: ago(2) }, ['deny', 'INFECTED']],
    ['an infection alone', { infectedSince: ago(2), testedOn: ago(0) }, ['deny', 'INFECTED', 'NOT_VACCINATED']],
    ['a recovery of today', { recoveredOn: ago(0) }, ['allow']],
    ['a recovery before a first dose of today', { recoveredOn: ago(60), doses: [ago(0)], needed: 2 }, ['allow']],
    ['a recovery after an expired course', { ...twoDoses(ago(200), ago(230)), recoveredOn: ago(60) }, ['allow']],
    ['an expired recovery and a full course', { ...twoDoses(ago(60)), recoveredOn: ago(300) }, ['allow']],
    ['an expired recovery', { recoveredOn: ago(200) }, ['check', 'RECOVERY_EXPIRED']],
    [
      'an expired recovery and a first dose of today',
      { recoveredOn: ago(200), doses: [ago(0)], needed: 2 },
      ['check', 'RECOVERY_EXPIRED'],
    ],
    [
      'an expired recovery and an older first dose',
      { recoveredOn: ago(200), doses: [ago(20)], needed: 2 },
      ['check', 'RECOVERY_EXPIRED', 'NOT_FULLY_VACCINATED'],
    ],
    [
      'both expired',
      { ...twoDoses(ago(200), ago(230)), recoveredOn: ago(300) },
      ['check', 'VACCINATION_EXPIRED', 'RECOVERY_EXPIRED'],
    ],
  ])('answers %s', (_what, person, expected) => {
    const [decision, ...codes] = answer(person);

    expect([decision, ...codes.sort()]).toEqual([expected[0], ...expected.slice(1).sort()]);
  });

  it('lets fourteen days end at midnight in Hanoi', () => {
    const vaccinated = twoDoses('2022-03-01');

    expect(answer(vaccinated, new Date('2022-03-14T16:59:59.999Z'))).toEqual(['check', 'NOT_FULLY_VACCINATED']);
    expect(answer(vaccinated, new Date('2022-03-14T17:00:00.000Z'))).toEqual(['allow']);
  });

  it.each([
    ['2021-08-31', '2022-02-28'],
    ['2021-08-30', '2022-02-28'],
    ['2021-03-01', '2021-09-01'],
    ['2023-08-31', '2024-02-29'],
    ['2024-02-29', '2024-08-29'],
  ])('counts six months from %s through the whole of %s, not 180 days', (date, lastDay) => {
    const endOfDay = new Date(`${lastDay}T23:59:59.999+07:00`);
    const nextDay = new Date(endOfDay.getTime() + 1);
    const vaccinated = twoDoses(date, date);

    expect(answer(vaccinated, endOfDay)).toEqual(['allow']);
    expect(answer(vaccinated, nextDay)).toEqual(['check', 'VACCINATION_EXPIRED']);
    expect(answer({ recoveredOn: date }, endOfDay)).toEqual(['allow']);
    expect(answer({ recoveredOn: date }, nextDay)).toEqual(['check', 'RECOVERY_EXPIRED']);
  });

  it('takes a negative test for 72 hours from the beginning of its day', () => {
    const tested = { testedOn: '2022-03-12' };

    expect(answer(tested, new Date('2022-03-15T00:00:00.000+07:00'))[0]).toBe('check');
    expect(answer(tested, new Date('2022-03-15T00:00:00.001+07:00'))[0]).toBe('deny');
    expect(answer(tested, new Date('2022-03-12T00:00:00.000+07:00'))[0]).toBe('check');
  });
});

describe('the default policy at hospitals and events', () => {
  it.each<[string, Person, Answer]>([
    ['a full course and a test', { ...twoDoses(ago(60)), testedOn: ago(1) }, ['allow']],
    ['a recovery and a test', { recoveredOn: ago(60), testedOn: ago(1) }, ['allow']],
    ['a full course without a test', twoDoses(ago(60)), ['check', 'TEST_REQUIRED']],
    ['a full course and an old test', { ...twoDoses(ago(60)), testedOn: ago(3) }, ['check', 'TEST_REQUIRED']],
    ['a test alone', { testedOn: ago(1) }, ['deny', 'NOT_VACCINATED']],
    ['nothing', {}, ['deny', 'NOT_VACCINATED', 'TEST_REQUIRED']],
    [
      'a fresh first dose and a test',
      { doses: [ago(3)], needed: 2, testedOn: ago(1) },
      ['deny', 'NOT_FULLY_VACCINATED'],
    ],
    [
      'an older first dose and a test',
      { doses: [ago(14)], needed: 2, testedOn: ago(1) },
      ['check', 'NOT_FULLY_VACCINATED'],
    ],
    [
      'an expired recovery, a fresh dose and a test',
      { recoveredOn: ago(200), doses: [ago(3)], needed: 2, testedOn: ago(1) },
      ['check', 'RECOVERY_EXPIRED'],
    ],
    ['an infection', { ...twoDoses(ago(60)), testedOn: ago(1), infectedSince: ago(1) }, ['deny', 'INFECTED']],
  ])('answers %s', (_what, person, expected) => {
    expect(answerAt('hospital', person, at)).toEqual(expected);
    expect(answerAt('event', person, at)).toEqual(expected);
  });
});

describe('the default policy', () => {
  it('keeps to its contract and reads known facts alone', () => {
    expect(EntryPolicyV1.data.parse(defaultEntryPolicy)).toEqual(defaultEntryPolicy);
    expect(defaultEntryPolicy.rules.filter((rule) => !readsKnownFactsOnly(rule))).toEqual([]);
  });

  it.each(venueKinds)('lets nobody without a record, and nobody infected, into a venue of kind %s', (venueKind) => {
    expect(answerAt(venueKind, {}, at)[0]).toBe('deny');
    expect(answerAt(venueKind, { ...twoDoses(ago(60)), testedOn: ago(0), infectedSince: ago(0) }, at)).toEqual([
      'deny',
      'INFECTED',
    ]);
  });
});

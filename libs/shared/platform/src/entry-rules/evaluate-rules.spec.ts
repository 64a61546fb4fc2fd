import { defaultEntryPolicy } from '@entry/contracts/default-entry-policy';
import type { EntryRule } from '@entry/contracts/events/administration.v1';
import { healthFactsAt, type HealthFacts } from './domain/health-facts';
import { evaluateRules } from './evaluate-rules';

const nobody = healthFactsAt(null, new Date('2022-03-15T12:00:00+07:00'));

const aRule = (overrides: Partial<EntryRule>): EntryRule => ({
  code: 'A_LOCAL_RULE',
  decision: 'check',
  venueKinds: null,
  message: { vi: 'Kiểm tra.', en: 'Check.' },
  logic: false,
  ...overrides,
});
const evaluate = (rule: Partial<EntryRule>, facts: HealthFacts = nobody) =>
  evaluateRules({ ...defaultEntryPolicy, rules: [aRule(rule)] }, 'agency', facts);

const stands = [{ code: 'A_LOCAL_RULE', decision: 'check', message: { vi: 'Kiểm tra.', en: 'Check.' } }];

describe('an entry rule', () => {
  it('is satisfied by true alone', () => {
    expect(evaluate({ logic: true })).toEqual([]);
    expect(evaluate({ logic: false })).toEqual(stands);
  });

  it.each<[string, EntryRule['logic']]>([
    ['a number', 1],
    ['a text', 'true'],
    ['a list', [true]],
    ['null', null],
    ['a fact that is no truth', { var: 'doses' }],
    ['the last of an and', { and: [true, 1] }],
    ['an object of no operator', {}],
    ['two operators at once', { '!': [false], and: [true, true] }],
    ['an unknown operator', { or: [true, true] }],
    ['too few operands', { and: [true] }],
    ['a comparison with an absent fact', { '<=': [{ var: 'protection.months' }, 6] }],
    ['a comparison with a fraction', { '<=': [{ var: 'doses' }, 2.5] }],
  ])('that gives %s stands against the person', (_what, logic) => {
    expect(evaluate({ logic })).toEqual(stands);
  });

  it.each<[string, EntryRule['logic']]>([
    ['a misspelt fact', { '!': [{ var: 'infectd' }] }],
    ['a misspelt part of a fact', { '!': [{ var: 'recovery.weeks' }] }],
    ['the whole document', { '!': [{ '!': [{ var: '' }] }] }],
    ['a path that is none', { '!': [{ '!': [{ var: ['infected'] }] }] }],
    ['a misspelt fact in a branch not taken', { if: [true, true, { var: 'infectd' }] }],
  ])('that reads %s stands against the person, true or not', (_what, logic) => {
    expect(evaluate({ logic })).toEqual(stands);
  });

  it('keeps its own decision when it fails', () => {
    expect(evaluate({ decision: 'deny', logic: { or: [] } })).toMatchObject([{ decision: 'deny' }]);
  });

  it('holds at its own kinds of venue', () => {
    expect(evaluate({ venueKinds: ['agency'] })).toEqual(stands);
    expect(evaluate({ venueKinds: ['hospital', 'event'] })).toEqual([]);
    expect(evaluate({ venueKinds: [] })).toEqual([]);
  });

  it('may count in months or in days', () => {
    const recovered = { ...nobody, recovery: { days: 181, months: 6 } };

    expect(evaluate({ logic: { '<=': [{ var: 'recovery.months' }, 6] } }, recovered)).toEqual([]);
    expect(evaluate({ logic: { '<=': [{ var: 'recovery.days' }, 180] } }, recovered)).toEqual(stands);
  });

  it('sees a fact of today, whose number is 0', () => {
    const tested = { ...nobody, negativeTest: { hours: 0 } };

    expect(evaluate({ logic: { if: [{ var: 'negativeTest' }, true, false] } }, tested)).toEqual([]);
  });
});

import { reasonCodes } from '@entry/contracts/vocabulary/decisions';
import fc from 'fast-check';
import { reasonOf, type CardFinding, type Reason } from './card-reasons';
import { decideEntry } from './verdict';

const cardFindings: readonly CardFinding[] = [
  'CARD_CANCELLED',
  'NAME_MISMATCH',
  'DOB_MISMATCH',
  'SEX_MISMATCH',
  'CARD_SUPERSEDED',
  'CARD_NEWER_THAN_REGISTER',
  'NOT_IN_REGISTER',
  'NUMBER_INCONSISTENT',
  'TEXT_DAMAGED',
  'FACTS_UNAVAILABLE',
];
const denied = ['CARD_CANCELLED', 'NAME_MISMATCH', 'DOB_MISMATCH', 'SEX_MISMATCH'];

const result = (code: string, decision: Reason['decision']): Reason => ({
  code,
  decision,
  message: { vi: code, en: code },
});
const codesOf = (verdict: ReturnType<typeof decideEntry>) => verdict.reasons.map(({ code }) => code);

describe('decideEntry', () => {
  it('allows when there is no reason against it', () => {
    expect(decideEntry({ findings: [], ruleResults: [] })).toEqual({ decision: 'allow', reasons: [] });
  });

  it.each(cardFindings)('decides on %s as the contract says', (finding) => {
    const { decision, reasons } = decideEntry({ findings: [finding], ruleResults: [] });

    expect(decision).toBe(denied.includes(finding) ? 'deny' : 'check');
    expect(reasons).toEqual([reasonOf(finding)]);
  });

  it('takes the worst of several', () => {
    const verdict = decideEntry({ findings: ['TEXT_DAMAGED'], ruleResults: [result('INFECTED', 'deny')] });

    expect(verdict.decision).toBe('deny');
    expect(codesOf(verdict)).toEqual(['INFECTED', 'TEXT_DAMAGED']);
  });

  it('lists deny before check, each in the order of the contract and then the rules of their own', () => {
    const verdict = decideEntry({
      findings: ['FACTS_UNAVAILABLE', 'CARD_SUPERSEDED', 'SEX_MISMATCH', 'NAME_MISMATCH'],
      ruleResults: [
        result('A_LOCAL_RULE', 'check'),
        result('A_LOCAL_BAN', 'deny'),
        result('NOT_FULLY_VACCINATED', 'deny'),
        result('NOT_VACCINATED', 'check'),
      ],
    });

    expect(codesOf(verdict)).toEqual([
      'NAME_MISMATCH',
      'SEX_MISMATCH',
      'NOT_FULLY_VACCINATED',
      'A_LOCAL_BAN',
      'NOT_VACCINATED',
      'CARD_SUPERSEDED',
      'FACTS_UNAVAILABLE',
      'A_LOCAL_RULE',
    ]);
  });

  it('gives a code once, at its worst', () => {
    const verdict = decideEntry({
      findings: ['FACTS_UNAVAILABLE', 'FACTS_UNAVAILABLE'],
      ruleResults: [result('NOT_VACCINATED', 'check'), result('NOT_VACCINATED', 'deny')],
    });

    expect(verdict.reasons).toEqual([result('NOT_VACCINATED', 'deny'), reasonOf('FACTS_UNAVAILABLE')]);
  });

  it('never allows against a reason, whatever it says', () => {
    const bent = { ...result('BENT', 'check'), decision: 'allow' } as unknown as Reason;

    expect(decideEntry({ findings: [], ruleResults: [bent] }).decision).toBe('check');
  });

  it('does not depend on the order in which reasons were found', () => {
    const aResult = fc.record({
      code: fc.constantFrom(...reasonCodes, 'A_LOCAL_RULE', 'ANOTHER_RULE'),
      decision: fc.constantFrom('check' as const, 'deny' as const),
      message: fc.constant({ vi: 'a', en: 'a' }),
    });
    const shuffled = fc
      .array(aResult)
      .chain((results) => fc.tuple(fc.constant(results), fc.shuffledSubarray(results, { minLength: results.length })));

    fc.assert(
      fc.property(fc.subarray([...cardFindings]), shuffled, (findings, [results, otherOrder]) => {
        expect(decideEntry({ findings: findings.toReversed(), ruleResults: otherOrder })).toEqual(
          decideEntry({ findings, ruleResults: results }),
        );
      }),
    );
  });
});

describe('the messages of a card', () => {
  it.each(cardFindings)('of %s are short and in both languages', (finding) => {
    const { vi, en } = reasonOf(finding).message;

    expect(vi).toMatch(/^\p{Lu}.{10,110}\.$/u);
    expect(en).toMatch(/^[A-Z].{10,110}\.$/);
  });
});

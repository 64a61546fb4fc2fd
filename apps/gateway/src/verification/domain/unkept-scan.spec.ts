import type { Decision } from '@entry/contracts/vocabulary/decisions';
import { answerUnkept } from './unkept-scan';

const message = { vi: 'vì', en: 'because' };

describe('answerUnkept', () => {
  it.each<[Decision, string[], Decision]>([
    ['allow', [], 'check'],
    ['check', ['NOT_IN_REGISTER'], 'check'],
    ['deny', ['INFECTED'], 'deny'],
  ])('answers %s with %j as %s, and says last that the scan is not recorded', (decision, codes, expected) => {
    const answer = answerUnkept({ decision, reasons: codes.map((code) => ({ code, message })) });

    expect(answer.decision).toBe(expected);
    expect(answer.reasons.map(({ code }) => code)).toEqual([...codes, 'NOT_RECORDED']);
  });
});

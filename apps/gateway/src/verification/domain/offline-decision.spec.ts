import type { Decision } from '@entry/contracts/vocabulary/decisions';
import { answerToRepeat, offlineAnswer } from './offline-decision';

const anAnswer = (decision: Decision) => ({ decision, policyVersion: '2026-11-01.1' });

describe('answerToRepeat', () => {
  it.each<[Decision, Decision, Decision]>([
    ['allow', 'allow', 'allow'],
    ['allow', 'check', 'allow'],
    ['allow', 'deny', 'deny'],
    ['check', 'allow', 'check'],
    ['deny', 'allow', 'deny'],
  ])('after %s, when it would now be %s, is %s', (before, now, given) => {
    expect(answerToRepeat(anAnswer(before), anAnswer(now)).decision).toBe(given);
  });

  it.each<Decision>(['allow', 'check', 'deny'])("is today's after a decision of the device: %s", (now) => {
    const offline = offlineAnswer('allow', new Date());

    expect(answerToRepeat<{ decision: Decision; policyVersion: string }>(offline, anAnswer(now))).toEqual(
      anAnswer(now),
    );
  });
});

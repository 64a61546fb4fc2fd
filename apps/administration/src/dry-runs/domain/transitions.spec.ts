import { addTransition, noTransitions, type Decision } from './transitions';

describe('addTransition', () => {
  it('counts each change by its name, and what stays', () => {
    const found = noTransitions();
    const decisions: Decision[] = ['allow', 'check', 'deny'];
    decisions.forEach((before, one) =>
      decisions.forEach((after, other) => addTransition(found, [before, after], 10 * one + other)),
    );

    expect(found).toEqual({
      allowToCheck: 1,
      allowToDeny: 2,
      checkToAllow: 10,
      checkToDeny: 12,
      denyToAllow: 20,
      denyToCheck: 21,
      unchanged: 0 + 11 + 22,
    });
  });
});

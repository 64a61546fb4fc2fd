export type Decision = 'allow' | 'check' | 'deny';
export const transitionNames = [
  'allowToCheck',
  'allowToDeny',
  'checkToAllow',
  'checkToDeny',
  'denyToAllow',
  'denyToCheck',
  'unchanged',
] as const;
/** What somebody gets now, and would get. */
export type Change = readonly [before: Decision, after: Decision];
export type Transitions = Record<(typeof transitionNames)[number], number>;

export const noTransitions = (): Transitions => ({
  allowToCheck: 0,
  allowToDeny: 0,
  checkToAllow: 0,
  checkToDeny: 0,
  denyToAllow: 0,
  denyToCheck: 0,
  unchanged: 0,
});

const capital = { allow: 'Allow', check: 'Check', deny: 'Deny' } as const;

/** Counts some people or scans whose decision was the first and would be the other. */
export function addTransition(to: Transitions, [before, after]: Change, count = 1): void {
  to[before === after ? 'unchanged' : (`${before}To${capital[after]}` as keyof Transitions)] += count;
}

import type { CaseState } from './staff-list';

/** What people do with cases; that they resolve is for the register to say. */
export const caseSteps = {
  take: { from: ['open', 'sent'], to: 'in-progress' },
  reject: { from: ['open', 'sent', 'in-progress'], to: 'rejected' },
  reopen: { from: ['rejected'], to: 'open' },
} as const satisfies Record<string, { from: readonly CaseState[]; to: CaseState }>;
export type CaseStep = keyof typeof caseSteps;

/** Why a step cannot be made; null when it can. */
export function refuseStep(step: CaseStep, state: CaseState): string | null {
  const from: readonly CaseState[] = caseSteps[step].from;
  return from.includes(state) ? null : `The case is ${state}: this needs ${from.join(' or ')}.`;
}

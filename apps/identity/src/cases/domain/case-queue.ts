import type { OutcomeCode } from '@entry/contracts/vocabulary/outcomes';

/** Who can put a record right: the police where it and the register differ, else the city's health department. */
export type CaseQueue = 'identity' | 'vaccination';

const ofTheRegister: ReadonlySet<OutcomeCode> = new Set([
  'ID_NOT_IN_REGISTER',
  'ID_CANCELLED',
  'NAME_MISMATCH',
  'DOB_MISMATCH',
  'SEX_MISMATCH',
]);

export function queueOf(outcomes: readonly OutcomeCode[]): CaseQueue {
  return outcomes.some((outcome) => ofTheRegister.has(outcome)) ? 'identity' : 'vaccination';
}

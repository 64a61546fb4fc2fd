import type { Decided } from './line-decision';

export const proposalStates = [
  'draft',
  'submitted',
  'returned',
  'reviewed',
  'forwarded',
  'approved',
  'partly-approved',
  'rejected',
] as const;
export type ProposalState = (typeof proposalStates)[number];

export type ProposalStep = 'revise' | 'submit' | 'review' | 'return' | 'forward';

/** The state of the round that a proposal belongs to. */
export type Round = 'open' | 'reviewing' | 'forwarded' | 'decided';

export interface Refusal {
  readonly code: 'ROUND_CLOSED' | 'PROPOSAL_STATE';
  readonly detail: string;
}

interface Transition {
  readonly from: readonly ProposalState[];
  readonly to: ProposalState | 'unchanged';
}

const transitions: Readonly<Record<ProposalStep, Transition>> = {
  revise: { from: ['draft', 'returned'], to: 'unchanged' },
  submit: { from: ['draft', 'returned'], to: 'submitted' },
  review: { from: ['submitted'], to: 'reviewed' },
  return: { from: ['submitted', 'reviewed'], to: 'returned' },
  forward: { from: ['reviewed'], to: 'forwarded' },
};

/**
 * What a proposal becomes by a step, or why it does not. After the deadline nothing new comes in; what the district returned may still be
 * put right and submitted again until the round is handed up.
 */
export function stateAfter(step: ProposalStep, state: ProposalState, round: Round): ProposalState | Refusal {
  const { from, to } = transitions[step];
  if (round === 'forwarded' || round === 'decided') {
    return { code: 'ROUND_CLOSED', detail: 'The round was handed up: its proposals stay as they are.' };
  }
  if (!from.includes(state)) {
    return { code: 'PROPOSAL_STATE', detail: `The proposal is ${state}: this needs ${from.join(' or ')}.` };
  }
  if (round === 'reviewing' && state === 'draft') {
    return { code: 'ROUND_CLOSED', detail: 'The deadline of the round is over.' };
  }
  return to === 'unchanged' ? state : to;
}

/** Null until every line is decided. */
export function stateByDecisions(lines: readonly Decided[]): ProposalState | null {
  if (lines.some(({ approvedQuantity }) => approvedQuantity === null)) return null;
  if (lines.every(({ approvedQuantity }) => approvedQuantity === 0)) return 'rejected';
  const isWhole = lines.every(({ approvedQuantity, reviewedQuantity }) => approvedQuantity === reviewedQuantity);
  return isWhole ? 'approved' : 'partly-approved';
}

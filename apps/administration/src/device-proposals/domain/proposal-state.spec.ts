import { stateAfter, stateByDecisions, type ProposalState, type ProposalStep, type Round } from './proposal-state';

const line = (reviewedQuantity: number, approvedQuantity: number | null) => ({ reviewedQuantity, approvedQuantity });

describe('the steps of a proposal', () => {
  it.each<[ProposalStep, ProposalState, Round, ProposalState]>([
    ['revise', 'draft', 'open', 'draft'],
    ['revise', 'returned', 'reviewing', 'returned'],
    ['submit', 'draft', 'open', 'submitted'],
    ['submit', 'returned', 'reviewing', 'submitted'],
    ['review', 'submitted', 'open', 'reviewed'],
    ['review', 'submitted', 'reviewing', 'reviewed'],
    ['return', 'submitted', 'open', 'returned'],
    ['return', 'reviewed', 'reviewing', 'returned'],
    ['forward', 'reviewed', 'reviewing', 'forwarded'],
  ])('%s: %s, while the round is %s, becomes %s', (step, state, round, next) => {
    expect(stateAfter(step, state, round)).toBe(next);
  });

  it.each<[ProposalStep, ProposalState]>([
    ['submit', 'submitted'],
    ['revise', 'submitted'],
    ['revise', 'reviewed'],
    ['review', 'draft'],
    ['review', 'reviewed'],
    ['return', 'draft'],
    ['forward', 'submitted'],
    ['submit', 'approved'],
  ])('refuses to %s what is %s', (step, state) => {
    expect(stateAfter(step, state, 'open')).toMatchObject({ code: 'PROPOSAL_STATE' });
  });

  it.each<ProposalStep>(['revise', 'submit'])('refuses to %s a draft that is late', (step) => {
    expect(stateAfter(step, 'draft', 'reviewing')).toMatchObject({ code: 'ROUND_CLOSED' });
  });

  it.each<Round>(['forwarded', 'decided'])('leaves everything as it is once the round is %s', (round) => {
    expect(stateAfter('submit', 'returned', round)).toMatchObject({ code: 'ROUND_CLOSED' });
    expect(stateAfter('return', 'submitted', round)).toMatchObject({ code: 'ROUND_CLOSED' });
  });
});

describe('stateByDecisions', () => {
  it.each([
    ['null until all is decided', [line(3, 3), line(2, null)], null],
    ['approved as a whole', [line(3, 3), line(2, 2)], 'approved'],
    ['partly approved when a line is lower', [line(3, 2)], 'partly-approved'],
    ['partly approved when a line is rejected', [line(3, 3), line(2, 0)], 'partly-approved'],
    ['rejected when nothing is left', [line(3, 0), line(0, 0)], 'rejected'],
  ])('is %s', (_, lines, state) => {
    expect(stateByDecisions(lines)).toBe(state);
  });
});

import type { Caller } from '@entry/platform/access/caller';
import type { Role } from '@entry/contracts/vocabulary/roles';
import { notFound, Problem, type InputError } from '@entry/platform/http/problem';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { scopeOf } from '../access/scope';
import { ChangeLog } from '../changes/change-log';
import { DeviceRoundRepository } from '../device-rounds/device-round.repository';
import { roundStateOf } from '../device-rounds/domain/round-state';
import { requireSeen } from '../requests/if-match';
import { proposalAccess } from './device-proposal-access';
import { DeviceProposalRepository, type Proposal } from './device-proposal.repository';
import type { ReviewRequest, ReviseRequest } from './device-proposals.schemas';
import { refuseReview } from './domain/line-decision';
import { stateAfter, type ProposalStep } from './domain/proposal-state';
import type { ReasonRequest } from '../requests/reason-request';
import { ProposedCheckpoints } from './proposed-checkpoints';

interface StepRequest {
  readonly id: string;
  /** The version that the caller saw. */
  readonly seen: number;
  readonly step: ProposalStep;
  readonly allowed: readonly Role[];
  readonly reason?: string | undefined;
}

type Effect = (manager: EntityManager, proposal: Proposal) => Promise<Readonly<Record<string, unknown>>>;

/** The steps of a proposal. Each is made on the version that its caller saw, or not at all. */
@Injectable()
export class ProposalSteps {
  constructor(
    private readonly proposals: DeviceProposalRepository,
    private readonly rounds: DeviceRoundRepository,
    private readonly checkpoints: ProposedCheckpoints,
    private readonly changes: ChangeLog,
    private readonly dataSource: DataSource,
  ) {}

  /** Replaces the lines of a draft, or of what was returned; those from before stay in its history. */
  revise(id: string, seen: number, { lines }: ReviseRequest, caller: Caller): Promise<Proposal> {
    const step = { id, seen, step: 'revise', allowed: proposalAccess.propose } as const;
    return this.take(step, caller, async (manager, { agency, lines: before }) => {
      await this.proposals.replaceLines(manager, id, await this.checkpoints.toLines(id, agency.id, lines));
      return { before: before.map(asProposed), after: lines };
    });
  }

  submit(id: string, seen: number, caller: Caller): Promise<Proposal> {
    return this.take({ id, seen, step: 'submit', allowed: proposalAccess.propose }, caller);
  }

  /** Accepts the lines, some with another quantity. */
  review(id: string, seen: number, { changes, reason }: ReviewRequest, caller: Caller): Promise<Proposal> {
    const step = { id, seen, step: 'review', allowed: proposalAccess.review, reason } as const;
    return this.take(step, caller, async (manager, { lines }) => {
      requireReasons(lines, changes);
      for (const { id: line, quantity } of lines) {
        const change = changes.find((candidate) => candidate.line === line);
        const reviewed = { reviewedQuantity: change?.quantity ?? quantity, reviewReason: change?.reason ?? null };
        await this.proposals.changeLine(manager, line, reviewed);
      }
      return { changes };
    });
  }

  /** Gives it back to the agency, which may put it right and submit it again. */
  giveBack(id: string, seen: number, { reason }: ReasonRequest, caller: Caller): Promise<Proposal> {
    const step = { id, seen, step: 'return', allowed: proposalAccess.review, reason } as const;
    return this.take(step, caller, async (manager, { lines }) => {
      const unreviewed = { reviewedQuantity: null, reviewReason: null };
      for (const { id: line } of lines) await this.proposals.changeLine(manager, line, unreviewed);
      const before = lines.map(({ id: line, reviewedQuantity, reviewReason }) => ({
        line,
        reviewedQuantity,
        reviewReason,
      }));
      return { before };
    });
  }

  private async take({ id, seen, step, allowed, reason }: StepRequest, caller: Caller, effect?: Effect) {
    const scope = scopeOf(caller, allowed);
    const found = await this.proposals.find(id, scope);
    if (!found) throw notFound('device proposal');
    await this.dataSource.transaction(async (manager) => {
      const at = new Date();
      const round = (await this.rounds.lock(manager, found.round.id))!;
      // Whoever has the round has its proposals: what is read now stays until the end.
      const proposal = (await this.proposals.findIn(manager, id))!;
      requireSeen(proposal, seen);
      const next = stateAfter(step, proposal.state, roundStateOf(round, at));
      if (typeof next === 'object') throw new Problem(409, next.code, next.detail);
      const detail = { from: proposal.state, to: next, ...(await effect?.(manager, proposal)) };
      await this.proposals.change(manager, proposal, next);
      await this.rounds.change(manager, round);
      await this.changes.record(manager, caller, { subject: id, step, at, reason: reason ?? null, detail });
    });
    return (await this.proposals.find(id, scope))!;
  }
}

function requireReasons(lines: Proposal['lines'], changes: ReviewRequest['changes']): void {
  const errors = changes.flatMap((change, place): InputError[] => {
    const line = lines.find(({ id }) => id === change.line);
    if (!line) {
      const message = 'This proposal has no such line.';
      return [{ pointer: `/changes/${place}/line`, code: 'UNKNOWN_REFERENCE', message }];
    }
    const refusal = refuseReview(line, change);
    return refusal ? [{ pointer: `/changes/${place}/reason`, ...refusal }] : [];
  });
  if (errors.length > 0) throw new Problem(422, 'REVIEW_INVALID', 'The review does not fit the proposal.', { errors });
}

function asProposed({ checkpoint, quantity, deviceKind, reason, peopleADay }: Proposal['lines'][number]) {
  return { checkpoint: checkpoint.id, quantity, deviceKind, reason, peopleADay };
}

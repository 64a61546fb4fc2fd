import type { Caller } from '@entry/platform/access/caller';
import { Problem } from '@entry/platform/http/problem';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { ChangeLog } from '../changes/change-log';
import { DeviceProposalRepository, type Proposal } from '../device-proposals/device-proposal.repository';
import { refuseDecision } from '../device-proposals/domain/line-decision';
import { stateByDecisions } from '../device-proposals/domain/proposal-state';
import type { ProposalLineEntity } from '../device-proposals/proposal-line.entity';
import { DeviceRoundRepository } from './device-round.repository';
import type { DecideRequest } from './device-rounds.schemas';
import { DeviceRoundsService } from './device-rounds.service';
import { roundStateOf } from './domain/round-state';

interface Decision {
  readonly proposal: Proposal;
  readonly line: ProposalLineEntity;
  readonly quantity: number;
}

const states = ['forwarded', 'approved', 'partly-approved', 'rejected'] as const;

/** The committee's decisions on a round that was handed up. Each line is decided once; the round is when all are. */
@Injectable()
export class RoundDecisions {
  constructor(
    private readonly service: DeviceRoundsService,
    private readonly rounds: DeviceRoundRepository,
    private readonly proposals: DeviceProposalRepository,
    private readonly changes: ChangeLog,
    private readonly dataSource: DataSource,
  ) {}

  decide(id: string, seen: number, request: DecideRequest, caller: Caller) {
    return this.dataSource.transaction(async (manager) => {
      const at = new Date();
      const round = await this.service.lockSeen(manager, id, seen);
      if (!['forwarded', 'decided'].includes(roundStateOf(round, at))) {
        throw new Problem(409, 'ROUND_NOT_FORWARDED', 'The police have not handed this round up.');
      }
      const decisions = decisionsIn(await this.proposals.ofRound(manager, id, states), request);
      for (const { line, quantity } of decisions) {
        const decided = { approvedQuantity: quantity, decisionReason: request.reason ?? null, decidedAt: at };
        await this.proposals.changeLine(manager, line.id, decided);
      }
      const undecided = await this.settle(manager, id);
      await this.record(manager, id, decisions, { request, caller, at });
      const decidedAt = undecided === 0 ? { decidedAt: at } : {};
      return { round: await this.rounds.change(manager, round, decidedAt), decided: decisions.length, undecided };
    });
  }

  /** Gives each proposal whose lines are all decided its state; the number of lines that are not. */
  private async settle(manager: EntityManager, round: string): Promise<number> {
    const proposals = await this.proposals.ofRound(manager, round, ['forwarded']);
    for (const proposal of proposals) {
      const state = stateByDecisions(proposal.lines);
      if (state) await this.proposals.change(manager, proposal, state);
    }
    return proposals.flatMap(({ lines }) => lines).filter(({ approvedQuantity }) => approvedQuantity === null).length;
  }

  private async record(
    manager: EntityManager,
    round: string,
    decisions: readonly Decision[],
    { request, caller, at }: { request: DecideRequest; caller: Caller; at: Date },
  ): Promise<void> {
    const { reason = null, ...detail } = request;
    const steps = decisions.map(({ proposal, line, quantity }) => {
      return {
        subject: proposal.id,
        step: 'decide',
        at,
        reason,
        detail: { line: line.id, approvedQuantity: quantity },
      };
    });
    await this.changes.record(manager, caller, { subject: round, step: 'decide', at, reason, detail }, ...steps);
  }
}

function decisionsIn(proposals: readonly Proposal[], request: DecideRequest): Decision[] {
  const all = proposals.flatMap((proposal) => proposal.lines.map((line) => ({ proposal, line })));
  const meant = all.filter(({ proposal, line }) => {
    if ('line' in request) return line.id === request.line;
    return (
      line.approvedQuantity === null && (!('district' in request) || proposal.agency.district === request.district)
    );
  });
  if (meant.length === 0) {
    const pointer = 'line' in request ? '/line' : 'district' in request ? '/district' : '/all';
    const errors = [{ pointer, code: 'NOTHING_TO_DECIDE', message: 'Nothing that was handed up is meant by this.' }];
    throw new Problem(422, 'NOTHING_TO_DECIDE', 'There is nothing to decide.', { errors });
  }
  return meant.map(({ proposal, line }) => ({ proposal, line, quantity: quantityFor(line, request) }));
}

function quantityFor(line: ProposalLineEntity, request: DecideRequest): number {
  const whole = ('quantity' in request ? request.quantity : undefined) ?? line.reviewedQuantity ?? 0;
  const quantity = request.decision === 'reject' ? 0 : whole;
  const refusal = refuseDecision(line, { quantity, reason: request.reason });
  if (!refusal) return quantity;
  const { code, message } = refusal;
  const pointer = { REASON_REQUIRED: '/reason', QUANTITY_TOO_LARGE: '/quantity', LINE_DECIDED: '/line' }[code];
  throw new Problem(code === 'LINE_DECIDED' ? 409 : 422, code, message, { errors: [{ pointer, code, message }] });
}

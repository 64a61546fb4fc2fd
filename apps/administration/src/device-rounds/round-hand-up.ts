import type { Caller } from '@entry/platform/access/caller';
import { Problem } from '@entry/platform/http/problem';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ChangeLog } from '../changes/change-log';
import { DeviceProposalRepository, type Proposal } from '../device-proposals/device-proposal.repository';
import type { DeviceRoundEntity } from './device-round.entity';
import { DeviceRoundRepository } from './device-round.repository';
import type { ForwardRoundRequest } from './device-rounds.schemas';
import { DeviceRoundsService } from './device-rounds.service';
import { roundStateOf, type RoundState } from './domain/round-state';

/** Hands a round up to the committee in one act: every proposal that was reviewed, as it is in the version that the police saw. */
@Injectable()
export class RoundHandUp {
  constructor(
    private readonly service: DeviceRoundsService,
    private readonly rounds: DeviceRoundRepository,
    private readonly proposals: DeviceProposalRepository,
    private readonly changes: ChangeLog,
    private readonly dataSource: DataSource,
  ) {}

  forward(id: string, seen: number, request: ForwardRoundRequest, caller: Caller): Promise<DeviceRoundEntity> {
    return this.dataSource.transaction(async (manager) => {
      const at = new Date();
      const round = await this.service.lockSeen(manager, id, seen);
      requireReviewing(roundStateOf(round, at));
      const waiting = await this.proposals.ofRound(manager, id, ['submitted', 'reviewed']);
      const { submitted = [], reviewed = [] } = Object.groupBy(waiting, ({ state }) => state);
      if (reviewed.length === 0) {
        throw new Problem(409, 'NOTHING_REVIEWED', 'No proposal of this round has been reviewed.');
      }
      if (submitted.length > 0 && !request.leaveBehind) throw unreviewed(submitted);
      for (const proposal of reviewed) await this.proposals.change(manager, proposal, 'forwarded');
      const detail = { version: seen, forwarded: idsOf(reviewed), leftBehind: idsOf(submitted) };
      const { reason = null } = request;
      const steps = reviewed.map((proposal) => ({ subject: proposal.id, step: 'forward', at, reason }));
      await this.changes.record(manager, caller, { subject: id, step: 'forwarded', at, reason, detail }, ...steps);
      return this.rounds.change(manager, round, { forwardedAt: at });
    });
  }
}

function requireReviewing(state: RoundState): void {
  if (state === 'open') {
    throw new Problem(409, 'ROUND_OPEN', 'Proposals still come in: wait for the deadline, or close the round first.');
  }
  if (state !== 'reviewing') throw new Problem(409, 'ROUND_CLOSED', 'The round was handed up before.');
}

const idsOf = (proposals: readonly Proposal[]) => proposals.map(({ id }) => id);

function unreviewed(submitted: readonly Proposal[]): Problem {
  const districts = [...new Set(submitted.map(({ agency }) => agency.district))].sort();
  const detail = 'Some proposals are not reviewed: let their districts do so, or hand up with `leaveBehind`.';
  return new Problem(409, 'PROPOSALS_UNREVIEWED', detail, {
    members: { proposals: idsOf(submitted), districts },
  });
}

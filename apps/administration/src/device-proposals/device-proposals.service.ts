import type { Caller } from '@entry/platform/access/caller';
import { notFound, Problem } from '@entry/platform/http/problem';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { scopeOf } from '../access/scope';
import { AgencyRepository } from '../agencies/agency.repository';
import { ChangeLog } from '../changes/change-log';
import { DeviceRoundRepository } from '../device-rounds/device-round.repository';
import { roundStateOf } from '../device-rounds/domain/round-state';
import type { Page } from '../paging/page';
import { unknownReference } from '../requests/unknown-reference';
import { proposalAccess } from './device-proposal-access';
import { DeviceProposalRepository, type Proposal } from './device-proposal.repository';
import type { ProposalListQuery, ProposeRequest } from './device-proposals.schemas';
import { ProposedCheckpoints } from './proposed-checkpoints';

/** What an agency proposes: one proposal a round, over its own checkpoints. */
@Injectable()
export class DeviceProposalsService {
  constructor(
    private readonly proposals: DeviceProposalRepository,
    private readonly rounds: DeviceRoundRepository,
    private readonly agencies: AgencyRepository,
    private readonly checkpoints: ProposedCheckpoints,
    private readonly changes: ChangeLog,
    private readonly dataSource: DataSource,
  ) {}

  /** A draft. 409 `ROUND_CLOSED` after the deadline, `PROPOSAL_EXISTS` when the agency has one in this round. */
  async propose({ round: roundId, lines }: ProposeRequest, caller: Caller): Promise<Proposal> {
    const agency = await this.callersAgency(caller);
    return this.dataSource.transaction(async (manager) => {
      const at = new Date();
      const round = await this.rounds.lock(manager, roundId);
      if (!round) throw unknownReference('round');
      if (roundStateOf(round, at) !== 'open') throw new Problem(409, 'ROUND_CLOSED', 'The deadline is over.');
      const id = uuidv7();
      const proposed = await this.checkpoints.toLines(id, agency.id, lines);
      const origin = { version: 1, createdAt: at, createdBy: caller.id };
      const proposal: Proposal = { id, round, agency, state: 'draft', lines: proposed, ...origin };
      if (!(await this.proposals.add(manager, proposal))) throw await this.alreadyProposed(manager, roundId, agency.id);
      await this.changes.record(manager, caller, { subject: id, step: 'drafted', at, detail: { lines } });
      await this.rounds.change(manager, round);
      return proposal;
    });
  }

  async get(id: string, caller: Caller): Promise<Proposal> {
    const proposal = await this.proposals.find(id, scopeOf(caller, proposalAccess.read));
    if (!proposal) throw notFound('device proposal');
    return proposal;
  }

  list(query: ProposalListQuery, caller: Caller): Promise<Page<Proposal>> {
    return this.proposals.list(query, scopeOf(caller, proposalAccess.read));
  }

  private async callersAgency(caller: Caller) {
    const scope = scopeOf(caller, proposalAccess.propose);
    const id = scope.reach === 'own' ? scope.agency : null;
    const agency = id === null ? null : await this.agencies.find(id, scope);
    if (!agency) throw notFound('agency');
    return agency;
  }

  private async alreadyProposed(manager: EntityManager, round: string, agency: string): Promise<Problem> {
    const [proposal] = await manager.query<{ id: string }[]>(
      `SELECT id FROM device_proposal WHERE round_id = $1 AND agency_id = $2`,
      [round, agency],
    );
    const members = { proposal: proposal?.id };
    return new Problem(409, 'PROPOSAL_EXISTS', 'Your agency has a proposal in this round: revise that one.', {
      members,
    });
  }
}

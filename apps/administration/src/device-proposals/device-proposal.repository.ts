import { Injectable } from '@nestjs/common';
import { DataSource, In, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { withinScope, type Scope } from '../access/scope';
import { readPage, type Page } from '../paging/page';
import { DeviceProposalEntity } from './device-proposal.entity';
import type { ProposalListQuery } from './device-proposals.schemas';
import type { ProposalState } from './domain/proposal-state';
import { ProposalLineEntity } from './proposal-line.entity';

export interface Proposal extends DeviceProposalEntity {
  readonly lines: readonly ProposalLineEntity[];
}

@Injectable()
export class DeviceProposalRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** False when the agency has a proposal in this round already. */
  async add(manager: EntityManager, { lines, ...proposal }: Proposal): Promise<boolean> {
    const inserted = await manager
      .createQueryBuilder()
      .insert()
      .into(DeviceProposalEntity)
      .values(proposal)
      .orIgnore()
      .returning('id')
      .execute();
    if ((inserted.raw as unknown[]).length === 0) return false;
    await manager.getRepository(ProposalLineEntity).insert([...lines]);
    return true;
  }

  /** Null when there is none, or none within the scope. */
  find(id: string, scope: Scope): Promise<Proposal | null> {
    return this.findIn(this.dataSource.manager, id, scope);
  }

  /** As `find`, within a transaction. */
  async findIn(manager: EntityManager, id: string, scope: Scope = { reach: 'city' }): Promise<Proposal | null> {
    const proposal = await within(manager, scope).andWhere('proposal.id = :id', { id }).getOne();
    return proposal ? ((await withLines(manager, [proposal]))[0] ?? null) : null;
  }

  async list({ round, agency, district, state, ...page }: ProposalListQuery, scope: Scope): Promise<Page<Proposal>> {
    const query = within(this.dataSource.manager, scope);
    if (round !== undefined) query.andWhere('round.id = :round', { round });
    if (agency !== undefined) query.andWhere('agency.id = :agency', { agency });
    if (district !== undefined) query.andWhere('agency.district = :district', { district });
    if (state !== undefined) query.andWhere('proposal.state = :state', { state });
    const { items, nextCursor } = await readPage(query, page);
    return { items: await withLines(this.dataSource.manager, items), nextCursor };
  }

  /** As they are within a transaction that holds their round. */
  async ofRound(manager: EntityManager, round: string, states: readonly ProposalState[]): Promise<Proposal[]> {
    const query = within(manager, { reach: 'city' }).andWhere('round.id = :round', { round });
    return withLines(manager, await query.andWhere('proposal.state IN (:...states)', { states }).getMany());
  }

  async change(manager: EntityManager, { id, version }: DeviceProposalEntity, state: ProposalState): Promise<void> {
    await manager.getRepository(DeviceProposalEntity).update({ id }, { state, version: version + 1 });
  }

  async replaceLines(manager: EntityManager, proposal: string, lines: readonly ProposalLineEntity[]): Promise<void> {
    await manager.getRepository(ProposalLineEntity).delete({ proposalId: proposal });
    await manager.getRepository(ProposalLineEntity).insert([...lines]);
  }

  async changeLine(manager: EntityManager, id: string, change: Partial<ProposalLineEntity>): Promise<void> {
    await manager.getRepository(ProposalLineEntity).update({ id }, change);
  }
}

function within(manager: EntityManager, scope: Scope): SelectQueryBuilder<DeviceProposalEntity> {
  const query = manager
    .createQueryBuilder(DeviceProposalEntity, 'proposal')
    .innerJoinAndSelect('proposal.round', 'round')
    .innerJoinAndSelect('proposal.agency', 'agency');
  return withinScope(query, scope);
}

async function withLines(manager: EntityManager, proposals: readonly DeviceProposalEntity[]): Promise<Proposal[]> {
  const lines = await manager.getRepository(ProposalLineEntity).find({
    where: { proposalId: In(proposals.map(({ id }) => id)) },
    relations: { checkpoint: true },
    order: { id: 'ASC' },
  });
  const byProposal = Map.groupBy(lines, ({ proposalId }) => proposalId);
  return proposals.map((proposal) => ({ ...proposal, lines: byProposal.get(proposal.id) ?? [] }));
}

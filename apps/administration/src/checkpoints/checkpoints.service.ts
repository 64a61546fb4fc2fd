import type { Caller } from '@entry/platform/access/caller';
import { notFound, Problem } from '@entry/platform/http/problem';
import { Outbox } from '@entry/platform/outbox/outbox';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { scopeOf } from '../access/scope';
import { AgencyRepository } from '../agencies/agency.repository';
import type { AgencyEntity } from '../agencies/agency.entity';
import { ChangeLog } from '../changes/change-log';
import type { Page } from '../paging/page';
import { quotaOf, type Quota } from '../quotas/quota';
import { unknownReference } from '../requests/unknown-reference';
import { checkpointAccess } from './checkpoint-access';
import type { CheckpointEntity } from './checkpoint.entity';
import { toCheckpointMessage } from './checkpoint-message';
import { CheckpointRepository } from './checkpoint.repository';
import type { CheckpointListQuery, CreateCheckpointRequest } from './checkpoints.schemas';

const unticked = { power: false, network: false, staffTrained: false, noticePutUp: false };

@Injectable()
export class CheckpointsService {
  constructor(
    private readonly checkpoints: CheckpointRepository,
    private readonly agencies: AgencyRepository,
    private readonly changes: ChangeLog,
    private readonly outbox: Outbox,
    private readonly dataSource: DataSource,
  ) {}

  /** An agency outside of the caller's scope is 404, whether it exists or not. */
  async create(request: CreateCheckpointRequest, caller: Caller): Promise<CheckpointEntity> {
    const agency = await this.agencyFor(request.agency, caller);
    const [checkpoint] = await this.add([{ ...request, agency }], caller);
    return checkpoint!;
  }

  /** All of them, or none. */
  async add(
    requests: readonly (Omit<CreateCheckpointRequest, 'agency'> & { agency: AgencyEntity })[],
    caller: Caller,
  ): Promise<CheckpointEntity[]> {
    const createdAt = new Date();
    const origin = { version: 1, closedAt: null, createdAt, createdBy: caller.id };
    const added = requests.map((request) => ({ ...request, id: uuidv7(), readiness: unticked, ...origin }));
    await this.outbox.transaction(async ({ manager, announce }) => {
      const agencies = added.map(({ agency }) => agency.id);
      if (!(await this.agencies.holdOpen(manager, agencies))) throw agencyClosed();
      for (const checkpoint of added) await this.checkpoints.add(manager, checkpoint);
      await this.changes.record(
        manager,
        caller,
        ...added.map(({ id }) => ({ subject: id, step: 'added', at: createdAt })),
      );
      await announce(added.map((checkpoint) => toCheckpointMessage(checkpoint, createdAt)));
    });
    return added;
  }

  /** Where the caller may add a checkpoint; throws when there is no such agency, or none that is open. */
  async agencyFor(id: string, caller: Caller): Promise<AgencyEntity> {
    const scope = scopeOf(caller, checkpointAccess.write);
    const agency = await this.agencies.find(id, scope);
    if (!agency) throw scope.reach === 'city' ? unknownReference('agency') : notFound('agency');
    if (agency.closedAt) throw agencyClosed();
    return agency;
  }

  async get(id: string, caller: Caller): Promise<CheckpointEntity> {
    const checkpoint = await this.checkpoints.find(id, scopeOf(caller, checkpointAccess.read));
    if (!checkpoint) throw notFound('checkpoint');
    return checkpoint;
  }

  list(query: CheckpointListQuery, caller: Caller): Promise<Page<CheckpointEntity>> {
    return this.checkpoints.list(query, scopeOf(caller, checkpointAccess.read));
  }

  async quota(id: string, caller: Caller): Promise<Quota> {
    await this.get(id, caller);
    return quotaOf(this.dataSource.manager, id, new Date());
  }
}

const agencyClosed = () => new Problem(409, 'AGENCY_CLOSED', 'This agency is closed.');

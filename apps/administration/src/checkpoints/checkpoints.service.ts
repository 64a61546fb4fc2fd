import { CheckpointV1 } from '@entry/contracts/events/administration.v1';
import type { Caller } from '@entry/platform/access/caller';
import { notFound } from '@entry/platform/http/problem';
import { toEventMessage, type EventMessage } from '@entry/platform/kafka/event-message';
import { Outbox } from '@entry/platform/outbox/outbox';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { scopeOf } from '../access/scope';
import { unknownReference } from '../requests/unknown-reference';
import { AgencyRepository } from '../agencies/agency.repository';
import type { Page } from '../paging/page';
import { checkpointAccess } from './checkpoint-access';
import type { CheckpointEntity } from './checkpoint.entity';
import { CheckpointRepository } from './checkpoint.repository';
import type { CheckpointListQuery, CreateCheckpointRequest } from './checkpoints.schemas';

@Injectable()
export class CheckpointsService {
  constructor(
    private readonly checkpoints: CheckpointRepository,
    private readonly agencies: AgencyRepository,
    private readonly outbox: Outbox,
  ) {}

  /** An agency outside of the caller's scope is 404, whether it exists or not. */
  async create(request: CreateCheckpointRequest, caller: Caller): Promise<CheckpointEntity> {
    const scope = scopeOf(caller, checkpointAccess.write);
    const agency = await this.agencies.find(request.agency, scope);
    if (!agency) throw scope.reach === 'city' ? unknownReference('agency') : notFound('agency');
    const createdAt = new Date();
    const checkpoint = { ...request, id: uuidv7(), agency, version: 1, createdAt, createdBy: caller.id };
    await this.outbox.transaction(async ({ manager, announce }) => {
      await this.checkpoints.add(manager, checkpoint);
      await announce([toMessage(checkpoint, createdAt)]);
    });
    return checkpoint;
  }

  async get(id: string, caller: Caller): Promise<CheckpointEntity> {
    const checkpoint = await this.checkpoints.find(id, scopeOf(caller, checkpointAccess.read));
    if (!checkpoint) throw notFound('checkpoint');
    return checkpoint;
  }

  list(query: CheckpointListQuery, caller: Caller): Promise<Page<CheckpointEntity>> {
    return this.checkpoints.list(query, scopeOf(caller, checkpointAccess.read));
  }
}

function toMessage({ id, name, agency, venueKind, version }: CheckpointEntity, time: Date): EventMessage {
  const data = { checkpoint: id, name, agency: agency.id, district: agency.district, venueKind, version };
  return toEventMessage(CheckpointV1, data, { source: '/administration', time });
}

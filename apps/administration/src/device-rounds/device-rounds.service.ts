import type { Caller } from '@entry/platform/access/caller';
import { notFound, Problem } from '@entry/platform/http/problem';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { ChangeLog } from '../changes/change-log';
import type { Page, PageQuery } from '../paging/page';
import { requireSeen } from '../requests/if-match';
import type { DeviceRoundEntity } from './device-round.entity';
import { DeviceRoundRepository } from './device-round.repository';
import type { OpenRoundRequest } from './device-rounds.schemas';
import type { ReasonRequest } from '../requests/reason-request';
import { roundStateOf } from './domain/round-state';

@Injectable()
export class DeviceRoundsService {
  constructor(
    private readonly rounds: DeviceRoundRepository,
    private readonly changes: ChangeLog,
    private readonly dataSource: DataSource,
  ) {}

  async open({ name, deadline }: OpenRoundRequest, caller: Caller): Promise<DeviceRoundEntity> {
    const at = new Date();
    const none = { closedAt: null, forwardedAt: null, decidedAt: null };
    const origin = { version: 1, createdAt: at, createdBy: caller.id };
    const round = { id: uuidv7(), name, deadline: new Date(deadline), ...none, ...origin };
    if (round.deadline <= at) {
      const errors = [{ pointer: '/deadline', code: 'DEADLINE_PAST', message: 'must lie ahead' }];
      throw new Problem(422, 'DEADLINE_PAST', 'The deadline is over already.', { errors });
    }
    await this.dataSource.transaction(async (manager) => {
      await this.rounds.add(manager, round);
      await this.changes.record(manager, caller, { subject: round.id, step: 'opened', at, detail: { name, deadline } });
    });
    return round;
  }

  async get(id: string): Promise<DeviceRoundEntity> {
    const round = await this.rounds.find(id);
    if (!round) throw notFound('device round');
    return round;
  }

  list(page: PageQuery): Promise<Page<DeviceRoundEntity>> {
    return this.rounds.list(page);
  }

  /** Ends the time for proposals before the deadline. */
  close(id: string, seen: number, { reason }: ReasonRequest, caller: Caller): Promise<DeviceRoundEntity> {
    return this.dataSource.transaction(async (manager) => {
      const at = new Date();
      const round = await this.lockSeen(manager, id, seen);
      if (roundStateOf(round, at) !== 'open') {
        throw new Problem(409, 'ROUND_CLOSED', 'The time for proposals is over already.');
      }
      await this.changes.record(manager, caller, { subject: id, step: 'closed', at, reason });
      return this.rounds.change(manager, round, { closedAt: at });
    });
  }

  /** The round, held until the transaction ends, when it is still as the caller saw it: else 412. */
  async lockSeen(manager: EntityManager, id: string, seen: number): Promise<DeviceRoundEntity> {
    const round = await this.rounds.lock(manager, id);
    if (!round) throw notFound('device round');
    requireSeen(round, seen);
    return round;
  }
}

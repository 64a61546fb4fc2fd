import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { withinScope, type Scope } from '../access/scope';
import { readPage, type Page } from '../paging/page';
import { DeviceEntity } from './device.entity';
import type { DeviceListQuery } from './devices.schemas';
import type { DeviceState } from './domain/device-life';

/** Who changed a row, and when. */
export interface Author {
  readonly id: string;
  readonly at: Date;
}

@Injectable()
export class DeviceRepository {
  constructor(private readonly dataSource: DataSource) {}

  async add(manager: EntityManager, device: DeviceEntity): Promise<void> {
    await manager.getRepository(DeviceEntity).insert(device);
  }

  async change(manager: EntityManager, id: string, state: DeviceState, { id: changedBy, at }: Author): Promise<void> {
    await manager.getRepository(DeviceEntity).update({ id }, { ...state, changedBy, changedAt: at });
  }

  /** Null when there is none, or none within the scope. */
  find(id: string, scope: Scope): Promise<DeviceEntity | null> {
    return withinScope(devices(this.dataSource.manager), scope).andWhere('device.id = :id', { id }).getOne();
  }

  list({ checkpoint, ...page }: DeviceListQuery, scope: Scope): Promise<Page<DeviceEntity>> {
    const query = withinScope(devices(this.dataSource.manager), scope);
    if (checkpoint !== undefined) query.andWhere('checkpoint.id = :checkpoint', { checkpoint });
    return readPage(query, page);
  }

  /** Holds the row until the transaction ends: whoever comes second sees what the first made of it. */
  lock(manager: EntityManager, id: string, scope: Scope): Promise<DeviceEntity | null> {
    return locked(withinScope(devices(manager), scope).andWhere('device.id = :id', { id }));
  }

  /** As `lock`, by the hash of an enrolment code that is not yet used. */
  lockByCode(manager: EntityManager, codeHash: string): Promise<DeviceEntity | null> {
    return locked(devices(manager).where('device.enrolmentCodeHash = :codeHash', { codeHash }));
  }
}

function devices(manager: EntityManager): SelectQueryBuilder<DeviceEntity> {
  return manager
    .createQueryBuilder(DeviceEntity, 'device')
    .innerJoinAndSelect('device.checkpoint', 'checkpoint')
    .innerJoin('checkpoint.agency', 'agency');
}

function locked(query: SelectQueryBuilder<DeviceEntity>): Promise<DeviceEntity | null> {
  return query.setLock('pessimistic_write', undefined, ['device']).getOne();
}

import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { withinScope, type Scope } from '../access/scope';
import type { CheckpointEntity } from '../checkpoints/checkpoint.entity';
import { DeviceActivityEntity } from '../device-activity/device-activity.entity';
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

  async move(manager: EntityManager, id: string, checkpoint: CheckpointEntity): Promise<void> {
    await manager.getRepository(DeviceEntity).update({ id }, { checkpoint });
  }

  /** Null when there is none, or none within the scope. */
  find(id: string, scope: Scope): Promise<DeviceEntity | null> {
    return this.shown(scope).andWhere('device.id = :id', { id }).getOne();
  }

  list(query: DeviceListQuery, scope: Scope): Promise<Page<DeviceEntity>> {
    const { checkpoint, agency, district, silentForMinutes, suspected, ...page } = query;
    const devices = this.shown(scope);
    if (checkpoint !== undefined) devices.andWhere('checkpoint.id = :checkpoint', { checkpoint });
    if (agency !== undefined) devices.andWhere('agency.id = :agency', { agency });
    if (district !== undefined) devices.andWhere('agency.district = :district', { district });
    if (silentForMinutes !== undefined) {
      devices.andWhere(`device.status = 'active' AND coalesce(activity.lastSeenAt, device.enrolledAt) < :silentSince`, {
        silentSince: new Date(Date.now() - silentForMinutes * 60_000),
      });
    }
    if (suspected !== undefined) devices.andWhere(`(activity.suspectedAt IS NOT NULL) = :suspected`, { suspected });
    return readPage(devices, page);
  }

  private shown(scope: Scope): SelectQueryBuilder<DeviceEntity> {
    const query = withinScope(devices(this.dataSource.manager), scope);
    return query.leftJoinAndMapOne(
      'device.activity',
      DeviceActivityEntity,
      'activity',
      'activity.deviceId = device.id',
    );
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

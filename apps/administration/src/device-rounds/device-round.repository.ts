import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { readPage, type Page, type PageQuery } from '../paging/page';
import { DeviceRoundEntity } from './device-round.entity';

type Change = Partial<Pick<DeviceRoundEntity, 'closedAt' | 'forwardedAt' | 'decidedAt'>>;

@Injectable()
export class DeviceRoundRepository {
  constructor(private readonly dataSource: DataSource) {}

  async add(manager: EntityManager, round: DeviceRoundEntity): Promise<void> {
    await manager.getRepository(DeviceRoundEntity).insert(round);
  }

  find(id: string): Promise<DeviceRoundEntity | null> {
    return this.dataSource.getRepository(DeviceRoundEntity).findOneBy({ id });
  }

  list(page: PageQuery): Promise<Page<DeviceRoundEntity>> {
    return readPage(this.dataSource.getRepository(DeviceRoundEntity).createQueryBuilder('round'), page);
  }

  /** Holds the round until the transaction ends. It comes before any proposal of it, so that no two wait for each other. */
  lock(manager: EntityManager, id: string): Promise<DeviceRoundEntity | null> {
    return manager.getRepository(DeviceRoundEntity).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** The round as it is then, one version on. */
  async change(manager: EntityManager, round: DeviceRoundEntity, change: Change = {}): Promise<DeviceRoundEntity> {
    const version = round.version + 1;
    await manager.getRepository(DeviceRoundEntity).update({ id: round.id }, { ...change, version });
    return { ...round, ...change, version };
  }
}

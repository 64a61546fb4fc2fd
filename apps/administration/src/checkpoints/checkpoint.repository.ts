import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { withinScope, type Scope } from '../access/scope';
import { readPage, type Page } from '../paging/page';
import { CheckpointEntity } from './checkpoint.entity';
import type { CheckpointListQuery } from './checkpoints.schemas';

export type CheckpointChange = Partial<
  Pick<
    CheckpointEntity,
    'name' | 'venueKind' | 'address' | 'coordinates' | 'openingHours' | 'entrances' | 'readiness' | 'closedAt'
  >
>;

@Injectable()
export class CheckpointRepository {
  constructor(private readonly dataSource: DataSource) {}

  async add(manager: EntityManager, checkpoint: CheckpointEntity): Promise<void> {
    await manager.getRepository(CheckpointEntity).insert(checkpoint);
  }

  /** Null when there is none, or none within the scope. */
  find(id: string, scope: Scope): Promise<CheckpointEntity | null> {
    return this.within(scope).andWhere('checkpoint.id = :id', { id }).getOne();
  }

  /** As `find`; holds the row until the transaction ends. */
  lock(manager: EntityManager, id: string, scope: Scope): Promise<CheckpointEntity | null> {
    const query = withAgency(manager, scope).andWhere('checkpoint.id = :id', { id });
    return query.setLock('pessimistic_write', undefined, ['checkpoint']).getOne();
  }

  /** The checkpoint as it is then, one version on. */
  async change(manager: EntityManager, before: CheckpointEntity, change: CheckpointChange): Promise<CheckpointEntity> {
    const after = { ...before, ...change, version: before.version + 1 };
    await manager.getRepository(CheckpointEntity).save(after);
    return after;
  }

  /** Those of them that there are within the scope. */
  findAll(ids: readonly string[], scope: Scope): Promise<CheckpointEntity[]> {
    return this.within(scope).andWhere('checkpoint.id = ANY(:ids)', { ids }).getMany();
  }

  /** Agency and name of every checkpoint of these agencies. */
  async namesIn(agencies: readonly string[]): Promise<Set<string>> {
    const rows = await this.dataSource.query<{ agency_id: string; name: string }[]>(
      `SELECT agency_id, name FROM checkpoint WHERE agency_id = ANY($1::uuid[])`,
      [agencies],
    );
    return new Set(rows.map(({ agency_id, name }) => `${agency_id} ${name}`));
  }

  list({ agency, district, ...page }: CheckpointListQuery, scope: Scope): Promise<Page<CheckpointEntity>> {
    const query = this.within(scope);
    if (agency !== undefined) query.andWhere('agency.id = :agency', { agency });
    if (district !== undefined) query.andWhere('agency.district = :district', { district });
    return readPage(query, page);
  }

  private within(scope: Scope) {
    return withAgency(this.dataSource.manager, scope);
  }
}

function withAgency(manager: EntityManager, scope: Scope) {
  const query = manager.createQueryBuilder(CheckpointEntity, 'checkpoint');
  return withinScope(query.innerJoinAndSelect('checkpoint.agency', 'agency'), scope);
}

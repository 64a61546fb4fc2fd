import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { withinScope, type Scope } from '../access/scope';
import { readPage, type Page } from '../paging/page';
import type { AgencyListQuery } from './agencies.schemas';
import { AgencyEntity } from './agency.entity';

type AgencyChange = Partial<Pick<AgencyEntity, 'name' | 'kind' | 'closedAt'>>;

@Injectable()
export class AgencyRepository {
  constructor(private readonly dataSource: DataSource) {}

  async add(manager: EntityManager, agencies: readonly AgencyEntity[]): Promise<void> {
    await manager.getRepository(AgencyEntity).insert([...agencies]);
  }

  /** As `find`; holds the row until the transaction ends. */
  lock(manager: EntityManager, id: string, scope: Scope): Promise<AgencyEntity | null> {
    return within(manager, scope).andWhere('agency.id = :id', { id }).setLock('pessimistic_write').getOne();
  }

  /** Whether all of them are open, and stay so until the transaction ends. */
  async holdOpen(manager: EntityManager, ids: readonly string[]): Promise<boolean> {
    const closed = await manager.query<{ closed: boolean }[]>(
      `SELECT closed_at IS NOT NULL AS closed FROM agency WHERE id = ANY($1::uuid[]) ORDER BY id FOR SHARE`,
      [ids],
    );
    return closed.every((agency) => !agency.closed);
  }

  /** The agency as it is then, one version on. */
  async change(manager: EntityManager, before: AgencyEntity, change: AgencyChange): Promise<AgencyEntity> {
    const version = before.version + 1;
    await manager.getRepository(AgencyEntity).update({ id: before.id }, { ...change, version });
    return { ...before, ...change, version };
  }

  /** District and name of every agency of these districts. */
  async namesIn(districts: readonly string[]): Promise<Set<string>> {
    const rows = await this.dataSource.query<{ district: string; name: string }[]>(
      `SELECT district, name FROM agency WHERE district = ANY($1::text[])`,
      [districts],
    );
    return new Set(rows.map(({ district, name }) => `${district} ${name}`));
  }

  /** Null when there is none, or none within the scope. */
  find(id: string, scope: Scope): Promise<AgencyEntity | null> {
    return within(this.dataSource.manager, scope).andWhere('agency.id = :id', { id }).getOne();
  }

  list({ district, ...page }: AgencyListQuery, scope: Scope): Promise<Page<AgencyEntity>> {
    const query = within(this.dataSource.manager, scope);
    if (district !== undefined) query.andWhere('agency.district = :district', { district });
    return readPage(query, page);
  }
}

function within(manager: EntityManager, scope: Scope) {
  return withinScope(manager.createQueryBuilder(AgencyEntity, 'agency'), scope);
}

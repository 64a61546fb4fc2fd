import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { withinScope, type Scope } from '../access/scope';
import { readPage, type Page } from '../paging/page';
import type { AgencyListQuery } from './agencies.schemas';
import { AgencyEntity } from './agency.entity';

@Injectable()
export class AgencyRepository {
  constructor(@InjectRepository(AgencyEntity) private readonly agencies: Repository<AgencyEntity>) {}

  async add(agency: AgencyEntity): Promise<void> {
    await this.agencies.insert(agency);
  }

  /** Null when there is none, or none within the scope. */
  find(id: string, scope: Scope): Promise<AgencyEntity | null> {
    return this.within(scope).andWhere('agency.id = :id', { id }).getOne();
  }

  list({ district, ...page }: AgencyListQuery, scope: Scope): Promise<Page<AgencyEntity>> {
    const query = this.within(scope);
    if (district !== undefined) query.andWhere('agency.district = :district', { district });
    return readPage(query, page);
  }

  private within(scope: Scope) {
    return withinScope(this.agencies.createQueryBuilder('agency'), scope);
  }
}

import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { EntityManager, Repository } from 'typeorm';
import { withinScope, type Scope } from '../access/scope';
import { readPage, type Page } from '../paging/page';
import { CheckpointEntity } from './checkpoint.entity';
import type { CheckpointListQuery } from './checkpoints.schemas';

@Injectable()
export class CheckpointRepository {
  constructor(@InjectRepository(CheckpointEntity) private readonly checkpoints: Repository<CheckpointEntity>) {}

  async add(manager: EntityManager, checkpoint: CheckpointEntity): Promise<void> {
    await manager.getRepository(CheckpointEntity).insert(checkpoint);
  }

  /** Null when there is none, or none within the scope. */
  find(id: string, scope: Scope): Promise<CheckpointEntity | null> {
    return this.within(scope).andWhere('checkpoint.id = :id', { id }).getOne();
  }

  list({ agency, district, ...page }: CheckpointListQuery, scope: Scope): Promise<Page<CheckpointEntity>> {
    const query = this.within(scope);
    if (agency !== undefined) query.andWhere('agency.id = :agency', { agency });
    if (district !== undefined) query.andWhere('agency.district = :district', { district });
    return readPage(query, page);
  }

  private within(scope: Scope) {
    const query = this.checkpoints.createQueryBuilder('checkpoint').innerJoinAndSelect('checkpoint.agency', 'agency');
    return withinScope(query, scope);
  }
}

import type { Caller } from '@entry/platform/access/caller';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { ChangeEntity } from './change.entity';
import type { ChangeResponse } from './changes.schemas';

export interface Step {
  readonly subject: string;
  readonly step: string;
  readonly at: Date;
  readonly reason?: string | null;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** What happened to whom, by whom and why: written in the transaction of the step itself, so that none of the two is without the other. */
@Injectable()
export class ChangeLog {
  constructor(private readonly dataSource: DataSource) {}

  async record(manager: EntityManager, by: Pick<Caller, 'id' | 'roles'>, ...steps: readonly Step[]): Promise<void> {
    const rows = steps.map(({ subject, step, at, reason = null, detail = {} }) => {
      return { id: uuidv7(), subject, step, at, actor: by.id, roles: [...by.roles], reason, detail };
    });
    if (rows.length > 0) await manager.createQueryBuilder().insert().into(ChangeEntity).values(rows).execute();
  }

  /** Oldest first. */
  async of(subject: string): Promise<{ items: ChangeResponse[] }> {
    const changes = await this.dataSource
      .getRepository(ChangeEntity)
      .find({ where: { subject }, order: { id: 'ASC' } });
    const items = changes.map(({ step, at, actor, roles, reason, detail }) => {
      return { step, at: at.toISOString(), actor, roles: [...roles], reason, detail: { ...detail } };
    });
    return { items };
  }
}

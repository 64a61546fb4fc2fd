import type { AuditedAction } from '@entry/contracts/events/audited-action.v1';
import type { Caller } from '@entry/platform/access/caller';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { PagePosition } from '../listing/domain/page-cursor';
import type { AuditAction, AuditEntriesQuery, AuditEntry } from './audit-entries.schemas';

/** What somebody did. It holds no personal data. */
export interface Deed {
  readonly action: AuditAction;
  /** Whatever narrowed what they saw. */
  readonly asked: object;
  /** How many rows they saw; null while that is not known. */
  readonly rows: number | null;
  readonly caseId?: string | undefined;
  readonly reason?: string | undefined;
}

export type AuditFilter = Omit<AuditEntriesQuery, 'limit' | 'cursor'>;
export type KeptAuditEntry = Omit<AuditEntry, 'at'> & { readonly at: Date };

/** Who did what: entries are only ever added, also by the database's own rule. */
@Injectable()
export class AuditTrail {
  constructor(private readonly dataSource: DataSource) {}

  /** Belongs before the answer: what cannot be recorded is not shown. */
  async record(
    { id, roles }: Pick<Caller, 'id' | 'roles'>,
    { action, asked, rows, caseId, reason }: Deed,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<void> {
    await manager.query(
      `INSERT INTO audit_entry (id, at, actor, roles, action, case_id, reason, asked, rows)
       VALUES ($1, now(), $2, $3, $4, $5, $6, $7, $8)`,
      [uuidv7(), id, roles, action, caseId ?? null, reason ?? null, JSON.stringify(asked), rows],
    );
  }

  /** What another service has told; the same once more changes nothing. */
  async keep(
    { id, at, actor, roles, action, reason, asked, rows }: AuditedAction,
    manager: EntityManager,
  ): Promise<void> {
    await manager.query(
      `INSERT INTO audit_entry (id, at, actor, roles, action, reason, asked, rows)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
      [id, at, actor, roles, action, reason, JSON.stringify(asked), rows],
    );
  }

  /** Newest first by `at`, then by `id`, below `after`. */
  findPage(
    { from, to, actor, action }: AuditFilter,
    { after, limit }: { after: PagePosition | undefined; limit: number },
  ): Promise<KeptAuditEntry[]> {
    const parameters: unknown[] = [];
    const given = (value: unknown) => `$${parameters.push(value)}`;
    const conditions = [
      'true',
      ...(actor ? [`actor = ${given(actor)}`] : []),
      ...(action ? [`action = ${given(action)}`] : []),
      ...(from ? [`at >= ${given(from.toISOString())}`] : []),
      ...(to ? [`at < ${given(to.toISOString())}`] : []),
      ...(after ? [`(at, id) < (${given(after.at.toISOString())}, ${given(after.id)})`] : []),
    ];
    return this.dataSource.query<KeptAuditEntry[]>(
      `SELECT id, at, actor, roles, action, case_id AS "caseId", reason, asked, rows FROM audit_entry
       WHERE ${conditions.join(' AND ')} ORDER BY at DESC, id DESC LIMIT ${given(limit)}`,
      parameters,
    );
  }
}

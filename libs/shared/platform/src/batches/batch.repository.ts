import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { toBatch, type Batch, type BatchRow } from './batch';

/** How many rows of a batch came to which end. */
export interface RowCounts {
  readonly invalid: number;
  readonly mismatched: number;
  readonly applied: number;
  readonly unchanged: number;
}

@Injectable()
export class BatchRepository {
  constructor(private readonly dataSource: DataSource) {}

  async find(kind: string, id: string): Promise<Batch | null> {
    const [row] = await this.dataSource.query<BatchRow[]>(`SELECT * FROM batch WHERE kind = $1 AND id = $2`, [
      kind,
      id,
    ]);
    return row ? toBatch(row) : null;
  }

  async findAll(ids: readonly string[]): Promise<Batch[]> {
    const rows = await this.dataSource.query<BatchRow[]>(`SELECT * FROM batch WHERE id = ANY($1::uuid[])`, [ids]);
    return rows.map(toBatch);
  }

  /** The batch whose staged rows are next to be taken, oldest arrival first. */
  async findNextStaged(
    manager: EntityManager,
    kind: string,
  ): Promise<{ id: string; arrival: number; dryRun: boolean } | null> {
    const [row] = await manager.query<BatchRow[]>(
      `SELECT * FROM batch WHERE kind = $1 AND state = 'processing' AND NOT staged_rows_taken ORDER BY arrival LIMIT 1`,
      [kind],
    );
    return row ? { id: row.id, arrival: Number(row.arrival), dryRun: row.dry_run } : null;
  }

  async markStagedRowsTaken(manager: EntityManager, id: string): Promise<void> {
    await manager.query(`UPDATE batch SET staged_rows_taken = true WHERE id = $1`, [id]);
  }

  async count(
    manager: EntityManager,
    id: string,
    { invalid, mismatched, applied, unchanged }: RowCounts,
  ): Promise<void> {
    await manager.query(
      `UPDATE batch SET invalid = invalid + $2, mismatched = mismatched + $3, applied = applied + $4, unchanged = unchanged + $5
       WHERE id = $1`,
      [id, invalid, mismatched, applied, unchanged],
    );
  }

  /** Batches of which every row has come to its end, but whose end nobody was told yet. */
  async findEnded(manager: EntityManager): Promise<string[]> {
    const rows = await manager.query<{ id: string }[]>(
      `SELECT id FROM batch WHERE state = 'processing' AND completion_heartbeat IS NULL
         AND received = invalid + mismatched + applied + unchanged
       ORDER BY arrival FOR UPDATE`,
    );
    return rows.map(({ id }) => id);
  }

  async awaitHeartbeat(manager: EntityManager, ids: readonly string[], sequence: number): Promise<void> {
    await manager.query(`UPDATE batch SET completion_heartbeat = $2 WHERE id = ANY($1::uuid[])`, [ids, sequence]);
  }

  /** Completes what every living gateway has applied; returns the ids. */
  async completeUpTo(manager: EntityManager, sequence: number): Promise<string[]> {
    const rows = await manager.query<{ id: string }[]>(
      `WITH completed AS (
         UPDATE batch SET state = 'completed', completed_at = clock_timestamp()
         WHERE state = 'processing' AND completion_heartbeat <= $1 RETURNING id)
       SELECT id FROM completed`,
      [sequence],
    );
    return rows.map(({ id }) => id);
  }
}

import { OutcomeCode } from '@entry/contracts/vocabulary/outcomes';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';

/** A row that was not applied, with every reason; no personal data. */
export const Rejection = z.object({
  row: z.int(),
  recordId: z.string().nullable(),
  outcomes: z.array(OutcomeCode),
});
export type Rejection = z.output<typeof Rejection>;

export const RejectionPage = z.object({ items: z.array(Rejection), nextCursor: z.string().nullable() });
export type RejectionPage = z.output<typeof RejectionPage>;

/** The cursor is the last row of the page before. */
export const RejectionQuery = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  cursor: z.coerce.number().int().min(0).max(2_147_483_647).default(0),
});
export type RejectionQuery = z.output<typeof RejectionQuery>;

export const rejectionsSummary =
  'The rows that were not applied, and why; as text/csv with the rows as they came, to be put right and sent again';

@Injectable()
export class BatchRejections {
  constructor(private readonly dataSource: DataSource) {}

  async add(manager: EntityManager, batchId: string, rejections: readonly Rejection[]): Promise<void> {
    if (rejections.length === 0) return;
    await manager.query(
      `INSERT INTO batch_rejection (batch_id, row, record_id, outcomes)
       SELECT $1, row, record_id, string_to_array(outcomes, ',') FROM unnest($2::int[], $3::text[], $4::text[]) AS rejection (row, record_id, outcomes)
       ON CONFLICT DO NOTHING`,
      [
        batchId,
        rejections.map(({ row }) => row),
        rejections.map(({ recordId }) => recordId),
        rejections.map(({ outcomes }) => outcomes.join(',')),
      ],
    );
  }

  /** All of them, page by page. */
  async *pages(batchId: string): AsyncGenerator<Rejection[]> {
    for (let cursor: number | null = 0; cursor !== null;) {
      const { items, nextCursor } = await this.list(batchId, { limit: 1000, cursor });
      yield items;
      cursor = nextCursor === null ? null : Number(nextCursor);
    }
  }

  /** In the order of the file's rows. */
  async list(batchId: string, { limit, cursor }: RejectionQuery): Promise<RejectionPage> {
    const items = await this.dataSource.query<Rejection[]>(
      `SELECT row, record_id AS "recordId", outcomes FROM batch_rejection WHERE batch_id = $1 AND row > $2 ORDER BY row LIMIT $3`,
      [batchId, cursor, limit],
    );
    const last = items.at(-1);
    return { items, nextCursor: items.length === limit && last ? String(last.row) : null };
  }
}

import type { SelectQueryBuilder } from 'typeorm';
import { z } from 'zod';
import { fromCursor, toCursor, type Place } from './cursor';

export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().optional(),
});
export type PageQuery = z.output<typeof PageQuery>;

export interface Page<Item> {
  readonly items: Item[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** One page of a query's rows, the oldest first; joins may add no rows. */
export async function readPage<Entity extends Place>(
  query: SelectQueryBuilder<Entity>,
  { limit, cursor }: PageQuery,
): Promise<Page<Entity>> {
  const { alias } = query;
  if (cursor !== undefined) {
    query.andWhere(`(${alias}.createdAt, ${alias}.id) > (:afterCreatedAt, :afterId)`, {
      afterCreatedAt: fromCursor(cursor).createdAt,
      afterId: fromCursor(cursor).id,
    });
  }
  const rows = await query
    .orderBy(`${alias}.createdAt`)
    .addOrderBy(`${alias}.id`)
    .limit(limit + 1)
    .getMany();
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? toCursor(last) : null };
}

export function mapPage<Item, Result>({ items, nextCursor }: Page<Item>, map: (item: Item) => Result): Page<Result> {
  return { items: items.map(map), nextCursor };
}

import type { EntityManager } from 'typeorm';
import { historyOf, type RecordVersion, type VersionHistory } from './domain/record-version';

/** The fields are the columns, so that rows travel to and from PostgreSQL as JSON. */
export interface StoredRecord extends RecordVersion {
  readonly subject: string;
  readonly withdrawn: boolean;
}

export interface RecordTable<Row extends StoredRecord> {
  readonly name: string;
  /** What a later row may change. */
  readonly columns: readonly (keyof Row & string)[];
  readonly sayTheSame: (one: Row, other: Row) => boolean;
  /** The row to keep of a record. */
  readonly newest: (history: VersionHistory<Row>) => Row;
}

export interface SavedRecords<Row> {
  /** The rows that changed what their record said. */
  readonly changing: ReadonlySet<Row>;
  /** Everybody whom the records name now or named before. */
  readonly subjects: readonly string[];
}

/**
 * Keeps the newest row of each record. The records stay locked until the transaction ends; taking them in order of their
 * ids, new ones first, lets any number of transactions do this at once.
 */
export async function saveRecords<Row extends StoredRecord>(
  manager: EntityManager,
  table: RecordTable<Row>,
  come: readonly Row[],
): Promise<SavedRecords<Row>> {
  const comeOf = [...Map.groupBy(come, ({ record_id }) => record_id)] as [string, [Row, ...Row[]]][];
  const asNew = comeOf.map(([id, rows]) => ({ id, rows, history: historyOf(null, rows, table.sayTheSame) }));
  const inserted = await insertMissing(
    manager,
    table,
    asNew.map(({ history }) => table.newest(history)),
  );
  const old = asNew.filter(({ id }) => !inserted.has(id));
  const stored = await lockStored(
    manager,
    table,
    old.map(({ id }) => id),
  );
  const replacing = old.map(({ id, rows }) => historyOf(stored.get(id) ?? null, rows, table.sayTheSame));
  await update(manager, table, replacing.map(table.newest));
  const histories = [...asNew.filter(({ id }) => inserted.has(id)).map(({ history }) => history), ...replacing];
  return {
    changing: new Set(histories.flatMap(({ changing }) => [...changing])),
    subjects: [...new Set(histories.flatMap(({ versions }) => versions.map(({ subject }) => subject)))],
  };
}

async function insertMissing<Row extends StoredRecord>(
  manager: EntityManager,
  { name }: RecordTable<Row>,
  rows: readonly Row[],
): Promise<Set<string>> {
  const inserted = await manager.query<{ record_id: string }[]>(
    `INSERT INTO ${name} SELECT * FROM json_populate_recordset(null::${name}, $1) ORDER BY record_id
     ON CONFLICT DO NOTHING RETURNING record_id`,
    [JSON.stringify(rows)],
  );
  return new Set(inserted.map(({ record_id }) => record_id));
}

async function lockStored<Row extends StoredRecord>(
  manager: EntityManager,
  { name }: RecordTable<Row>,
  ids: readonly string[],
): Promise<Map<string, Row>> {
  const rows = await manager.query<{ stored: Row }[]>(
    `SELECT to_json(${name}) AS stored FROM ${name} WHERE record_id = ANY($1::text[]) ORDER BY record_id FOR UPDATE`,
    [ids],
  );
  return new Map(rows.map(({ stored }) => [stored.record_id, stored]));
}

async function update<Row extends StoredRecord>(
  manager: EntityManager,
  { name, columns }: RecordTable<Row>,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  await manager.query(
    `UPDATE ${name} SET ${columns.map((column) => `${column} = newer.${column}`).join(', ')}
     FROM json_populate_recordset(null::${name}, $1) AS newer WHERE ${name}.record_id = newer.record_id`,
    [JSON.stringify(rows)],
  );
}

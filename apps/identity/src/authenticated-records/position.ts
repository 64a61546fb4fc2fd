/** A place in the list of authenticated records: behind the row that it names. */
export interface Position {
  readonly xid: string;
  readonly batchId: string;
  readonly row: number;
}

/** Before everything. */
export const beginning: Position = { xid: '0', batchId: '00000000-0000-0000-0000-000000000000', row: 0 };

export function writePosition({ xid, batchId, row }: Position): string {
  return `${xid}.${batchId}.${row}`;
}

/** Null when it is none that was given out. */
export function readPosition(text: string): Position | null {
  const [, xid, batchId, row] =
    /^(\d{1,19})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d{1,9})$/.exec(text) ?? [];
  return xid && batchId && row ? { xid, batchId, row: Number(row) } : null;
}

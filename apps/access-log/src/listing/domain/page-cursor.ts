import { isStorable } from '../../domain/storable-instant';

/** The last item of a page; the next page begins below it. */
export interface PagePosition {
  readonly at: Date;
  readonly id: string;
}

const written = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Opaque to clients. It carries no filter and no scope: whoever changes one only moves within what they may see. */
export function writeCursor({ at, id }: PagePosition): string {
  return Buffer.from(`${at.toISOString()} ${id}`).toString('base64url');
}

/** Null for what was never written here. */
export function readCursor(cursor: string): PagePosition | null {
  const [, instant = '', id = ''] = written.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? [];
  const position = { at: new Date(instant), id };
  return isStorable(position.at) && writeCursor(position) === cursor ? position : null;
}

import { isStorable } from '../../domain/storable-instant';

/** The last event of a page; the next page begins below it. */
export interface PagePosition {
  readonly receivedAt: Date;
  readonly eventId: string;
}

const written = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Opaque to clients. It carries no filter and no scope: whoever changes one only moves within what they may see. */
export function writeCursor({ receivedAt, eventId }: PagePosition): string {
  return Buffer.from(`${receivedAt.toISOString()} ${eventId}`).toString('base64url');
}

/** Null for what was never written here. */
export function readCursor(cursor: string): PagePosition | null {
  const [, instant = '', eventId = ''] = written.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? [];
  const position = { receivedAt: new Date(instant), eventId };
  return isStorable(position.receivedAt) && writeCursor(position) === cursor ? position : null;
}

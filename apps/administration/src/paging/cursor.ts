import { Problem } from '@entry/platform/http/problem';
import { z } from 'zod';

/** A row's place in a list, which is in the order of creation. */
export interface Place {
  readonly createdAt: Date;
  readonly id: string;
}

const Written = z.tuple([z.iso.datetime(), z.uuid()]);

/** Opaque to clients: base64url of the last row's place. */
export function toCursor({ createdAt, id }: Place): string {
  return Buffer.from(JSON.stringify([createdAt.toISOString(), id])).toString('base64url');
}

/** Throws 400 `CURSOR_INVALID` for what no page gave. */
export function fromCursor(cursor: string): Place {
  try {
    const [createdAt, id] = Written.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return { createdAt: new Date(createdAt), id };
  } catch {
    throw new Problem(400, 'CURSOR_INVALID', 'The cursor is none that a page of this list gave.');
  }
}

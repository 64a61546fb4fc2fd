import type { Caller } from './caller';

/** Turns one kind of bearer token into its caller. */
export abstract class TokenReader {
  /** Null when the token is of another kind; a Problem with 401 when it is of this kind but not good. */
  abstract read(token: string): Promise<Caller | null> | Caller | null;
}

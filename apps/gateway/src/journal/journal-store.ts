/** What the journal keeps: scans to be delivered, scans that may be repeated, how many there were, positions of readers. */
export type JournalFamily = 'entry' | 'scan' | 'tally' | 'position';

export type StoreOperation =
  | { readonly type: 'put'; readonly family: JournalFamily; readonly key: string; readonly value: unknown }
  | { readonly type: 'del'; readonly family: JournalFamily; readonly key: string };

/** Of keys, in the order of their bytes. */
export interface KeyRange {
  readonly gt?: string;
  readonly lt?: string;
  readonly limit?: number;
}

/** Where the journal meets the disk. Any of it may fail or hang when the disk does. */
export abstract class JournalStore {
  /** Fails when another process holds the journal, and on one that cannot be read: it never begins anew in its place. */
  abstract open(): Promise<void>;
  abstract close(): Promise<void>;
  /** All or nothing. When it resolves, a durable write survives the process and the machine, another one the process. */
  abstract write(operations: readonly StoreOperation[], options: { readonly durable: boolean }): Promise<void>;
  abstract keys(family: JournalFamily, range: KeyRange): Promise<string[]>;
  abstract values<Value>(family: JournalFamily, range: KeyRange): Promise<Value[]>;
  abstract get(family: JournalFamily, key: string): Promise<unknown>;
}

import type { History } from '../history/history';
import type { BatchCounts } from '../workload/batches';
import type { TableDigest } from './tables';

/** What became of a run. */
export interface Outcome {
  readonly batches: readonly BatchCounts[];
  readonly tables: Readonly<Record<string, TableDigest>>;
  /** By card, decision and reasons, such as `deny INFECTED`: before the first batch with infections, and after each. */
  readonly stages: readonly (readonly string[])[];
  readonly history: History;
  /** How often each scan of the scanners is stored. */
  readonly stored: ReadonlyMap<string, number>;
  /** People in the gates' cache held against the owners' databases. */
  readonly cache: { readonly compared: number; readonly different: number };
  readonly deadLetters: number;
  /** How often a service or server ended without having been killed. */
  readonly died: number;
}

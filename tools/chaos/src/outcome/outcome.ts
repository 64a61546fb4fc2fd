import type { StoredScans } from '@entry/client/stack/stored-scans';
import type { Struck } from '../plan/killer';
import type { BatchCounts } from '../workload/batches';
import type { AnsweredScan } from '../workload/scanner';
import type { TableDigest } from './tables';

/** What became of a run. */
export interface Outcome {
  readonly batches: readonly BatchCounts[];
  readonly tables: Readonly<Record<string, TableDigest>>;
  /** By card, decision and reasons, such as `deny INFECTED`: before the first batch with infections, and after each. */
  readonly stages: readonly (readonly string[])[];
  readonly scans: readonly AnsweredScan[];
  readonly stored: StoredScans;
  readonly staleInCache: number;
  readonly deadLetters: number;
  readonly kills: readonly Struck[];
  /** How often a service or server ended without having been killed. */
  readonly died: number;
}

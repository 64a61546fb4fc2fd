import type { ServiceName } from '../services/service-names';

export const faults = ['slow by 50 ms', 'slow by 500 ms', 'down', 'black-holed'] as const;
export type Fault = (typeof faults)[number];

export const networkParts = ['Redis', 'Kafka', 'PostgreSQL', 'identity', 'health-status', 'access-log'] as const;
export type NetworkPart = (typeof networkParts)[number];
export type Part = NetworkPart | 'journal disk';

/** What holds while one part has one fault, each of it checked by the tests that make the fault. */
export interface DegradedMode {
  /** What a gate gets for people whom it knows: what a healthy system says, or nobody is let in without a look. */
  readonly known: 'healthy' | 'check';
  /**
   * What it gets for somebody who is not in the register: `unavailable` means that after some seconds without a word of identity nobody
   * can tell whether somebody is.
   */
  readonly strangers: 'healthy' | 'unavailable' | 'either';
  /** What becomes of a change, here a report of an infection, that is sent meanwhile. */
  readonly changes: 'arrive' | 'late' | 'wait' | 'refused';
  /** When the scans that are answered meanwhile are in PostgreSQL. */
  readonly stored: 'at once' | 'afterwards';
  /** Whose log has a new line that contains this; null: no test looks for one. */
  readonly log: readonly [ServiceName, string] | null;
  /** What the operator sees where it is no line of a log; slower answers unless given. */
  readonly sees?: string;
  /** What the table adds. */
  readonly remark?: string;
}

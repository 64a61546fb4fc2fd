import { overseers } from '../access/people';
import type { Role } from '@entry/contracts/vocabulary/roles';

/** Who does what with rounds. */
export const roundAccess = {
  read: overseers,
  /** The totals of the city, or of a district's own agencies. */
  sum: ['police', 'committee', 'district', 'auditor'],
  /** Who opens a round, ends it early and hands it up. */
  steer: ['police'],
  decide: ['committee'],
} as const satisfies Readonly<Record<string, readonly [Role, ...Role[]]>>;

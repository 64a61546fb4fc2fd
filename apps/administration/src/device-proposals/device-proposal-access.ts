import { overseers } from '../access/people';
import type { Role } from '@entry/contracts/vocabulary/roles';

/** Who does what with proposals: an agency with its own, a district or department with those of its agencies. */
export const proposalAccess = {
  read: overseers,
  propose: ['agency'],
  review: ['district'],
} as const satisfies Readonly<Record<string, readonly [Role, ...Role[]]>>;

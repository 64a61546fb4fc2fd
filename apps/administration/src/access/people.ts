import type { Role } from '@entry/contracts/vocabulary/roles';

/** Who may do what with one kind of thing; a feature's whole table stands in one place. */
export type AccessTable = Readonly<Record<'read' | 'write', readonly [Role, ...Role[]]>>;

/** Who sees agencies and what belongs to them: `district` and `agency` their own, the others all. */
export const overseers = [
  'police',
  'committee',
  'health-department',
  'district',
  'agency',
  'auditor',
  'operator',
] as const satisfies readonly Role[];

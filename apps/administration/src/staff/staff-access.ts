import type { Role } from '@entry/contracts/vocabulary/roles';
import type { StaffList } from './domain/staff-list';

/** Who works on a list: police issue cards, the health department vaccinates and puts records right. */
export const workerOf: Readonly<Record<StaffList, Role>> = {
  'no-chip-card': 'police',
  'not-vaccinated': 'health-department',
  'record-missing': 'health-department',
};

export const staffAccess = {
  /** Agencies and their offices see their own; police and health the lists that they work on. */
  read: ['police', 'health-department', 'district', 'agency', 'auditor'],
  send: ['agency'],
  work: ['police', 'health-department'],
  sum: ['police', 'health-department', 'committee', 'district', 'agency', 'auditor'],
} as const satisfies Readonly<Record<string, readonly [Role, ...Role[]]>>;

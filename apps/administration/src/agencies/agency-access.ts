import { overseers, type AccessTable } from '../access/people';

export const agencyAccess = {
  read: overseers,
  write: ['operator', 'police', 'district'],
} as const satisfies AccessTable;

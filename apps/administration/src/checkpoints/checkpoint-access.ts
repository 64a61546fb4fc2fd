import { overseers, type AccessTable } from '../access/people';

export const checkpointAccess = {
  read: overseers,
  write: ['operator', 'district', 'agency'],
} as const satisfies AccessTable;

import { overseers, type AccessTable } from '../access/people';

export const deviceAccess = {
  read: overseers,
  write: ['operator', 'agency'],
} as const satisfies AccessTable;

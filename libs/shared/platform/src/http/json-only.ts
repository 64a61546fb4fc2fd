import { qualityOf } from './accepted-types';
import { Problem } from './problem';

/** 406 `NOT_ACCEPTABLE` when `Accept` leaves JSON out. */
export function requireJson(accept: string | undefined): void {
  if (qualityOf(accept, 'application/json') > 0) return;
  throw new Problem(406, 'NOT_ACCEPTABLE', 'This is given as application/json only.');
}

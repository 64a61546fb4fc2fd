import { aTurn } from '../load/turn.fake';
import type { VerifyTurn } from './contest';

/** The same for a turn of verify. */
export const aVerifyTurn = (overrides: Partial<VerifyTurn> = {}): VerifyTurn => ({
  ...aTurn(),
  drainedAfter: 50,
  cpu: { gateway: 100 },
  ...overrides,
});

/** Proposals come in until the deadline; then they are reviewed, handed up by the police, and decided by the committee. */
export type RoundState = 'open' | 'reviewing' | 'forwarded' | 'decided';

export interface RoundTimes {
  readonly deadline: Date;
  /** When the police ended it before its deadline. */
  readonly closedAt: Date | null;
  readonly forwardedAt: Date | null;
  readonly decidedAt: Date | null;
}

export function roundStateOf({ deadline, closedAt, forwardedAt, decidedAt }: RoundTimes, now: Date): RoundState {
  if (decidedAt !== null) return 'decided';
  if (forwardedAt !== null) return 'forwarded';
  return closedAt !== null || now >= deadline ? 'reviewing' : 'open';
}

import type { Scope } from './scope';

/** Agencies and districts are not told a diagnosis: `INFECTED` reads `HEALTH_DESK` to everyone but auditors. */
export function shownReasons(reasons: readonly string[], { kind }: Scope): string[] {
  if (kind === 'everything') return [...reasons];
  return reasons.map((reason) => (reason === 'INFECTED' ? 'HEALTH_DESK' : reason));
}

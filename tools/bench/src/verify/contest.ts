import type { Load, Turn } from '../load/turn';

/** A turn of the yardstick and one of verify, over and over: both meet the same machine. */
export interface Contest {
  readonly load: Load;
  readonly yardstick: readonly Turn[];
  readonly verify: readonly VerifyTurn[];
}

export interface VerifyTurn extends Turn {
  /** Milliseconds from the last answer until access-log had all of the turn's scans; null: it took over two minutes. */
  readonly drainedAfter: number | null;
  /** Milliseconds of CPU that each program used, draining included. */
  readonly cpu: Readonly<Record<string, number>>;
}

export interface Takers {
  yardstick(load: Load): Promise<Turn>;
  verify(load: Load): Promise<VerifyTurn>;
}

export async function contest(load: Load, rounds: number, takers: Takers): Promise<Contest> {
  const yardstick: Turn[] = [];
  const verify: VerifyTurn[] = [];
  for (let round = 0; round < rounds; round++) {
    yardstick.push(await takers.yardstick(load));
    verify.push(await takers.verify(load));
  }
  return { load, yardstick, verify };
}

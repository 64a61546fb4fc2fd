import { serverNames, type ServerName } from '@entry/stack/servers/server';
import { serviceNames, type ServiceName } from '@entry/stack/services/service-names';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export type Victim = ServiceName | ServerName;

export const victims: readonly Victim[] = [...serviceNames, ...serverNames];

/** `kill`: SIGKILL, and a start afterwards; `pause`: SIGSTOP, and SIGCONT afterwards; `flush`: Redis is emptied, and goes on. */
export type FaultKind = 'kill' | 'pause' | 'flush';

export interface Fault {
  readonly kind: FaultKind;
  readonly victim: Victim;
  /** The batch during which it strikes, from 0 on. */
  readonly batch: number;
  /** Milliseconds after the upload of that batch has begun. */
  readonly after: number;
  /** Milliseconds until the victim is started again or goes on. */
  readonly lasts: number;
}

export type FaultCounts = Readonly<Record<'kills' | 'pauses' | 'flushes', number>>;

const latestStrike = 1_500;
const longestDown = 3_000;
const shortestPause = 500;
const longestPause = 5_000;

/** The same faults for the same seed. Nobody is killed, or paused, a second time before everybody was once. */
export function planFaults(seed: number, { kills, pauses, flushes }: FaultCounts, batches: number): Fault[] {
  const generator = xoroshiro128plus(seed);
  const upTo = (limit: number) => uniformInt(generator, 0, limit);
  const draw = (
    kind: FaultKind,
    count: number,
    among: readonly Victim[],
    shortest: number,
    longest: number,
  ): Fault[] => {
    const queue: Victim[] = [];
    return Array.from({ length: count }, () => {
      if (queue.length === 0) queue.push(...among);
      const [victim = 'gateway'] = queue.splice(upTo(queue.length - 1), 1);
      return {
        kind,
        victim,
        batch: upTo(batches - 1),
        after: upTo(latestStrike),
        lasts: uniformInt(generator, shortest, longest),
      };
    });
  };
  const planned = [
    ...draw('kill', kills, victims, 0, longestDown),
    ...draw('pause', pauses, victims, shortestPause, longestPause),
    ...draw('flush', flushes, ['redis'], 0, 0),
  ];
  return planned.sort((a, b) => a.batch - b.batch || a.after - b.after);
}

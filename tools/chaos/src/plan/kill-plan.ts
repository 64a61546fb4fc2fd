import { serverNames, type ServerName } from '@entry/stack/servers/server';
import { serviceNames, type ServiceName } from '@entry/stack/services/service-names';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export type Victim = ServiceName | ServerName;

export const victims: readonly Victim[] = [...serviceNames, ...serverNames];

/** One SIGKILL, and the start that follows it. */
export interface Kill {
  readonly victim: Victim;
  /** The batch during which it strikes, from 0 on. */
  readonly batch: number;
  /** Milliseconds after the upload of that batch has begun. */
  readonly after: number;
  /** Milliseconds until the victim is started again. */
  readonly downFor: number;
}

const latestStrike = 1_500;
const longestDown = 3_000;

/** The same kills for the same seed. Nobody is killed a second time before everybody was killed once. */
export function planKills(seed: number, kills: number, batches: number): Kill[] {
  const generator = xoroshiro128plus(seed);
  const upTo = (limit: number) => uniformInt(generator, 0, limit);
  const queue: Victim[] = [];
  const planned = Array.from({ length: kills }, () => {
    if (queue.length === 0) queue.push(...victims);
    const [victim = 'gateway'] = queue.splice(upTo(queue.length - 1), 1);
    return { victim, batch: upTo(batches - 1), after: upTo(latestStrike), downFor: upTo(longestDown) };
  });
  return planned.sort((a, b) => a.batch - b.batch || a.after - b.after);
}

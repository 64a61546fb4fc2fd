import { isServerName } from '@entry/stack/servers/server';
import type { Stack } from '@entry/stack/stack/stack';
import { setTimeout as delay } from 'node:timers/promises';
import type { Kill, Victim } from './kill-plan';

/** A kill as it happened; times are milliseconds. */
export interface Struck extends Kill {
  /** From the kill until the victim was ready again. */
  readonly readyAfter: number;
}

/** Kills and starts again. One victim is never killed while it is down: the next kill waits for it. */
export class Killer {
  readonly struck: Struck[] = [];
  private readonly busy = new Map<Victim, Promise<void>>();
  private readonly down = new Set<Victim>();

  constructor(private readonly stack: Stack) {}

  /** Resolves when the victim is ready again. */
  strike(kill: Kill): Promise<void> {
    const before = this.busy.get(kill.victim) ?? Promise.resolve();
    const turn = before.then(() => this.killAndStart(kill));
    this.busy.set(kill.victim, turn);
    return turn;
  }

  /** Whether a victim is down by plan, and will be started again. */
  holds(victim: Victim): boolean {
    return this.down.has(victim);
  }

  private async killAndStart(kill: Kill): Promise<void> {
    await delay(kill.after);
    const victim = isServerName(kill.victim) ? this.stack.server(kill.victim) : this.stack.service(kill.victim);
    const killedAt = performance.now();
    this.down.add(kill.victim);
    await victim.kill();
    await delay(kill.downFor);
    await victim.start();
    this.down.delete(kill.victim);
    this.struck.push({ ...kill, readyAfter: Math.round(performance.now() - killedAt) });
  }
}

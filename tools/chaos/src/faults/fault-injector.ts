import { insist } from '@entry/client/insist';
import { childrenOf } from '@entry/stack/processes/children-of';
import { isServerName, type Server } from '@entry/stack/servers/server';
import type { Stack } from '@entry/stack/stack/stack';
import { Redis } from 'ioredis';
import { setTimeout as delay } from 'node:timers/promises';
import type { Fault, Victim } from './fault-plan';

/** A fault as it happened; times are milliseconds of the clock of day. */
export interface StruckFault extends Fault {
  readonly struckAt: number;
  /** When the victim was ready again. */
  readonly overAt: number;
}

/** Strikes, and sees to it that the victim works again. Nobody is struck while still down: the next fault waits for that. */
export class FaultInjector {
  readonly struck: StruckFault[] = [];
  private readonly busy = new Map<Victim, Promise<void>>();
  private readonly down = new Set<Victim>();

  constructor(private readonly stack: Stack) {}

  /** Resolves when the victim works again. */
  strike(fault: Fault): Promise<void> {
    const before = this.busy.get(fault.victim) ?? Promise.resolve();
    const turn = before.then(() => this.strikeNow(fault));
    this.busy.set(fault.victim, turn);
    return turn;
  }

  /** Whether a victim is down by plan, and will be started again. */
  holds(victim: Victim): boolean {
    return this.down.has(victim);
  }

  private async strikeNow(fault: Fault): Promise<void> {
    await delay(fault.after);
    const struckAt = Date.now();
    switch (fault.kind) {
      case 'kill':
        await this.kill(fault);
        break;
      case 'pause':
        await this.pause(fault);
        break;
      case 'flush':
        await flush(this.stack.servers.redis);
    }
    this.struck.push({ ...fault, struckAt, overAt: Date.now() });
  }

  private async kill({ victim, lasts }: Fault): Promise<void> {
    const process = this.processOf(victim);
    this.down.add(victim);
    await process.kill();
    await delay(lasts);
    // Whose own servers are away may end again as it starts, and is started again, as by any supervisor.
    await insist(`start of ${victim}`, () => process.start().then(() => true));
    this.down.delete(victim);
  }

  /** A server in a container has no process of ours. */
  private async pause({ victim, lasts }: Fault): Promise<void> {
    const { pid } = this.processOf(victim);
    if (pid === undefined) throw new Error(`${victim} has no process here that could be paused`);
    // PostgreSQL has a process for each connection.
    const pids = [pid, ...childrenOf(pid)];
    for (const each of pids) signal(each, 'SIGSTOP');
    await delay(lasts);
    for (const each of pids) signal(each, 'SIGCONT');
  }

  private processOf(victim: Victim): Pick<Server, 'pid' | 'kill' | 'start'> {
    return isServerName(victim) ? this.stack.server(victim) : this.stack.service(victim);
  }
}

/** One that ended meanwhile needs none. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function flush(url: string): Promise<void> {
  const redis = new Redis(url);
  try {
    await redis.flushall();
  } finally {
    redis.disconnect();
  }
}

import type { Seen } from '@entry/platform/health/indicators';
import { Injectable, Logger } from '@nestjs/common';

/** In milliseconds: the log says it once in this time, not once a scan. */
const repeatEvery = 10_000;

/** Says loudly and counts when scans cannot be kept. */
@Injectable()
export class JournalTrouble {
  private readonly logger = new Logger('Journal');
  private trouble: { readonly why: string; readonly since: Date; readonly repeat: NodeJS.Timeout } | null = null;
  /** Scans answered before they were on the disk. */
  private answeredUnkept = 0;
  /** Those of them that will never be: too many waited for the disk, or the gateway ended before it was back. */
  private neverKept = 0;
  private saidAt = 0;

  get lasts(): boolean {
    return this.trouble !== null;
  }

  begin(why: string): void {
    if (this.trouble) return;
    const repeat = setInterval(() => this.say(), repeatEvery).unref();
    this.trouble = { why, since: new Date(), repeat };
    // A disk that fails and recovers every second is told of as seldom as one that fails all the time.
    if (Date.now() - this.saidAt >= repeatEvery) this.say();
  }

  end(): void {
    if (!this.trouble) return;
    const wasTold = this.saidAt >= this.trouble.since.getTime();
    clearInterval(this.trouble.repeat);
    this.trouble = null;
    if (wasTold) this.logger.warn(`scans are kept again; ${this.counts()}`);
  }

  countUnkept(): void {
    this.answeredUnkept += 1;
  }

  countNeverKept(scans: number): void {
    this.neverKept += scans;
  }

  look(): Seen {
    const { answeredUnkept, neverKept } = this;
    const since = this.trouble?.since.toISOString() ?? null;
    const details = { trouble: this.trouble?.why ?? null, since, answeredUnkept, neverKept };
    return { isUp: this.trouble === null, details };
  }

  private say(): void {
    this.saidAt = Date.now();
    this.logger.error(`scans cannot be kept, nobody is let in without a look: ${this.trouble?.why}; ${this.counts()}`);
  }

  private counts(): string {
    return `${this.answeredUnkept} answered without being kept since the start, ${this.neverKept} of them lost`;
  }
}

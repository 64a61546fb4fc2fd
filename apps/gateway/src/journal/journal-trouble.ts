import { Readiness } from '@entry/platform/health/readiness';
import { Injectable, Logger } from '@nestjs/common';

/** How the journal's disk does, and what came of it since this process began. */
export interface JournalCondition {
  /** Why scans are answered without being kept; null when they are kept. */
  readonly trouble: string | null;
  readonly since: string | null;
  /** Scans answered before they were on the disk. */
  readonly answeredUnkept: number;
  /** Those of them that will never be: too many waited for the disk, or the gateway ended before it was back. */
  readonly neverKept: number;
}

/** In milliseconds: the log says it once in this time, not once a scan. */
const repeatEvery = 10_000;

/** Says loudly and counts when scans cannot be kept: the gateway is not ready meanwhile, since another one may have a better disk. */
@Injectable()
export class JournalTrouble {
  private readonly logger = new Logger('Journal');
  private trouble: { readonly why: string; readonly since: Date; readonly end: () => void } | null = null;
  private answeredUnkept = 0;
  private neverKept = 0;
  private saidAt = 0;

  constructor(private readonly readiness: Readiness) {}

  get lasts(): boolean {
    return this.trouble !== null;
  }

  begin(why: string): void {
    if (this.trouble) return;
    const ready = this.readiness.expect("the journal's disk");
    const repeat = setInterval(() => this.say(), repeatEvery).unref();
    const end = () => {
      clearInterval(repeat);
      ready();
    };
    this.trouble = { why, since: new Date(), end };
    // A disk that fails and recovers every second is told of as seldom as one that fails all the time.
    if (Date.now() - this.saidAt >= repeatEvery) this.say();
  }

  end(): void {
    if (!this.trouble) return;
    const wasTold = this.saidAt >= this.trouble.since.getTime();
    this.trouble.end();
    this.trouble = null;
    if (wasTold) this.logger.warn(`scans are kept again; ${this.counts()}`);
  }

  countUnkept(): void {
    this.answeredUnkept += 1;
  }

  countNeverKept(scans: number): void {
    this.neverKept += scans;
  }

  condition(): JournalCondition {
    const { answeredUnkept, neverKept } = this;
    const since = this.trouble?.since.toISOString() ?? null;
    return { trouble: this.trouble?.why ?? null, since, answeredUnkept, neverKept };
  }

  private say(): void {
    this.saidAt = Date.now();
    this.logger.error(`scans cannot be kept, nobody is let in without a look: ${this.trouble?.why}; ${this.counts()}`);
  }

  private counts(): string {
    return `${this.answeredUnkept} answered without being kept since the start, ${this.neverKept} of them lost`;
  }
}

import type { Logger } from '@nestjs/common';
import { atMost } from './at-most';
import { describeError } from './passing-error';

const idlePause = 250;
const longestPause = 5_000;

/** Does a piece of work over and over: at once while there is more or when woken, else after a pause; errors make the pauses longer. */
export class WakeableLoop {
  private stopped = false;
  private woken = false;
  private endPause: (() => void) | null = null;
  private readonly ended: Promise<void>;

  constructor(
    /** Resolves to true when there may be more to do. */
    private readonly work: () => Promise<boolean>,
    private readonly what: string,
    private readonly logger: Logger,
    private readonly pause = idlePause,
  ) {
    this.ended = this.run();
  }

  wake(): void {
    this.woken = true;
    this.endPause?.();
  }

  /** Resolves when the work under way has ended, or when it takes too long to. */
  stop(): Promise<void> {
    this.stopped = true;
    this.endPause?.();
    return atMost(1_500, this.ended);
  }

  private async run(): Promise<void> {
    let failures = 0;
    while (!this.stopped) {
      this.woken = false;
      try {
        const more = await this.work();
        failures = 0;
        if (!more) await this.rest(this.pause, false);
      } catch (error) {
        failures += 1;
        this.logger.warn(`${this.what} failed, tries again: ${describeError(error)}`);
        await this.rest(Math.min(100 * 2 ** failures, longestPause), true);
      }
    }
  }

  private async rest(milliseconds: number, evenIfWoken: boolean): Promise<void> {
    if (this.stopped || (this.woken && !evenIfWoken)) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.endPause = () => {
        if (evenIfWoken && !this.stopped) return;
        clearTimeout(timer);
        resolve();
      };
    });
    this.endPause = null;
  }
}

import { setImmediate, setTimeout as delay } from 'node:timers/promises';

/** Of a rush a few scans in a hundred are slow whatever is done. */
const tolerated = 0.01;
const first = 0.5;
const most = 16;
/** In milliseconds. */
const longestRest = 1_000;

/**
 * How long bulk work of this process rests after each part, so that scans are quick meanwhile: not at all while they are, and the longer
 * the more often a gate says that they are not. Doubled at once, taken back in small steps: additive would oscillate less and come late.
 */
export class BulkPace {
  /** The rest after a part, as a multiple of the time that it took. */
  private rest = 0;

  /** What a gate says of its last second. */
  heard(slowScans: number): void {
    this.rest = slowScans > tolerated ? Math.min(Math.max(first, this.rest * 2), most) : this.rest * 0.9;
    if (this.rest < first / 2) this.rest = 0;
  }

  /** The rest, in milliseconds, after a part that took so many. */
  restAfter(took: number): number {
    return Math.min(took * this.rest, longestRest);
  }

  /** Does a part of a large piece of work, then rests. */
  async yielding<Result>(part: () => Promise<Result>): Promise<Result> {
    const begunAt = performance.now();
    const result = await part();
    const rest = this.restAfter(performance.now() - begunAt);
    await (rest > 0 ? delay(rest) : setImmediate());
    return result;
  }
}

/** That of this process: whatever works in bulk here takes time from the same gates. */
export const bulkPace = new BulkPace();

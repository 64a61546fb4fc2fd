/** Milliseconds that requests may take of one turn of the event loop: a scan takes about four turns to its answer. */
const budget = 10;
/** So few are no rush: it was the machine that held this process up. */
const fewRequests = 64;

export interface Clock {
  now(): number;
  /** Calls back when the turn of the event loop has ended. */
  afterTurn(callback: () => void): void;
}

/** This process' own. */
export const eventLoop: Clock = { now: () => performance.now(), afterTurn: (callback) => setImmediate(callback) };

/**
 * Tells overload from how long this turn of the event loop has been taking in requests: whatever comes still later has waited
 * that long already, and would wait as long again for each further turn. Slow servers behind the gate do not count.
 */
export class TurnBudget {
  private requests = 0;
  private begunAt = 0;

  constructor(private readonly clock: Clock) {}

  /** Asked once for each request, as it comes. */
  isSpent(): boolean {
    if (this.requests === 0) {
      this.begunAt = this.clock.now();
      this.clock.afterTurn(() => (this.requests = 0));
    }
    this.requests += 1;
    return this.requests > fewRequests && this.clock.now() - this.begunAt > budget;
  }
}

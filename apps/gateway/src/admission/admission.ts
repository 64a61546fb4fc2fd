import type { Seen } from '@entry/platform/health/indicators';
import { Logger } from '@nestjs/common';
import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import { TurnBudget } from './turn-budget';

/** Scans that may wait for servers behind the gate at once: each holds some kilobytes. */
const mostInFlight = 2_000;
/** So many are answered in time by a gate that has nothing else to do; with fewer nobody is refused. */
export const inTime = 160;
const reportEvery = 10_000;
/** In milliseconds: half of what a scan may take. */
const slowAfter = 50;

const scanPath = '/v1/verify';
// ASCII alone: its length is its bytes.
const refusal = JSON.stringify({
  title: STATUS_CODES[503],
  status: 503,
  code: 'OVERLOADED',
  detail: 'More scans come than can be answered in time. Try again in a second.',
});
const refusalHeaders = [
  'content-type',
  'application/problem+json',
  'content-length',
  String(refusal.length),
  'retry-after',
  '1',
];

/**
 * Refuses scans that would be answered late, before anything is spent on them, so that those let in wait for less. 503 `OVERLOADED` with `Retry-After`; how many were refused is logged.
 */
export class Admission {
  private readonly logger = new Logger(Admission.name);
  private inFlight = 0;
  private refused = 0;
  private answered = 0;
  private slow = 0;

  constructor(
    private readonly turn: TurnBudget,
    private readonly now = () => performance.now(),
  ) {}

  /** Passes a request on, or answers it. */
  take(request: IncomingMessage, response: ServerResponse, next: () => void): void {
    if (!request.url?.startsWith(scanPath)) return next();
    const isLong = this.turn.isSpent();
    if (this.inFlight >= (isLong ? inTime : mostInFlight)) return this.refuse(response);
    this.inFlight += 1;
    const begunAt = this.now();
    response.once('close', () => {
      this.inFlight -= 1;
      this.answered += 1;
      if (this.now() - begunAt > slowAfter) this.slow += 1;
    });
    next();
  }

  /** Of the scans answered since it was last asked for, the share that took longer than 50 ms; 0 when there were none. */
  slowScans(): number {
    const share = this.answered === 0 ? 0 : this.slow / this.answered;
    this.answered = this.slow = 0;
    return share;
  }

  /** Degraded while scans are refused; `refused` counts those since the last report, ten seconds at most. */
  look(): Seen {
    const { inFlight, refused } = this;
    return { isUp: refused === 0, details: { inFlight, refused } };
  }

  private refuse(response: ServerResponse): void {
    if (this.refused === 0) setTimeout(() => this.report(), reportEvery).unref();
    this.refused += 1;
    response.writeHead(503, refusalHeaders);
    response.end(refusal);
  }

  private report(): void {
    this.logger.warn(`overload: ${this.refused} scans refused within ${reportEvery / 1_000} s`);
    this.refused = 0;
  }
}

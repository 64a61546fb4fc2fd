import type { Poster, Reply } from '@entry/client/poster';
import type { Decision } from '@entry/contracts/vocabulary/decisions';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Attempt } from '../history/history';

export interface ScannerOptions {
  readonly gate: Poster;
  readonly token: string;
  /** Which of how many scanners it is, from 0 on: together they go through the cards. */
  readonly number: number;
  readonly scanners: number;
  readonly qrs: readonly string[];
  /** Milliseconds from one scan to the next, or longer when the answer takes longer. */
  readonly every: number;
}

const pauseAfterFailure = 200;
const patience = 180_000;
const poll = 20;

/** A device that scans one card after the other until told to stop, and sends a scan again, under its id, until it is answered. */
export class Scanner {
  readonly attempts: Attempt[] = [];
  private answered = 0;
  private stopping = false;
  private readonly ended: Promise<void>;

  constructor(private readonly options: ScannerOptions) {
    this.ended = this.run();
    // Whoever stops the scanner learns of a failure; until then it must not end the process.
    this.ended.catch(() => undefined);
  }

  /** Rejects when it can scan no longer. */
  async untilMoreAnswered(count: number): Promise<void> {
    const goal = this.answered + count;
    while (this.answered < goal) await Promise.race([delay(poll), this.ended]);
  }

  /** When the scan that is under way has its answer. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.ended;
  }

  private async run(): Promise<void> {
    const { number, scanners, qrs, every } = this.options;
    for (let sequence = 1; !this.stopping; sequence++) {
      const dueNext = performance.now() + every;
      await this.scan((sequence * scanners + number) % qrs.length, sequence);
      await delay(Math.max(0, dueNext - performance.now()));
    }
  }

  private async scan(card: number, sequence: number): Promise<void> {
    const scanId = randomUUID();
    const body = JSON.stringify({ qr: this.options.qrs[card], scanId, sequence });
    const giveUpAt = performance.now() + patience;
    for (let attempt = 1; ; attempt++) {
      const invokedAt = Date.now();
      const reply = await this.options.gate.post(this.options.token, body);
      const scan = { scanId, scanner: this.options.number, card, attempt, invokedAt, completedAt: Date.now() };
      this.attempts.push({ ...scan, ...completionOf(reply) });
      if (this.attempts.at(-1)?.decision) break;
      if (performance.now() > giveUpAt) throw new Error(`no answer to a scan: ${this.attempts.at(-1)?.why}`);
      await delay(pauseAfterFailure);
    }
    this.answered += 1;
  }
}

/** Nobody was there to take it in. */
const neverSent: readonly string[] = ['ECONNREFUSED', 'UND_ERR_CONNECT_TIMEOUT'];

interface AnswerBody {
  readonly decision?: Decision;
  readonly reasons?: readonly { readonly code: string }[];
  readonly code?: string;
}

/** A decision that the gate could not keep in time, and says so: it may be stored or not. */
const notRecorded = 'NOT_RECORDED';
/** Something failed on the way, before the scan was kept or behind it. */
const partAway = 'SERVICE_UNAVAILABLE';

/** An error of the gate may come behind the moment when the scan was kept; only a refusal says that it was not. */
export function completionOf(reply: Reply): Pick<Attempt, 'completion' | 'decision' | 'why'> {
  if ('failure' in reply) {
    const completion = neverSent.includes(reply.failure) ? 'failed' : 'indeterminate';
    return { completion, decision: null, why: reply.failure };
  }
  const { decision = null, reasons = [], code } = JSON.parse(reply.text) as AnswerBody;
  if (reply.status === 200 && decision) {
    const isUnkept = reasons.some((reason) => reason.code === notRecorded);
    return isUnkept
      ? { completion: 'indeterminate', decision, why: notRecorded }
      : { completion: 'ok', decision, why: null };
  }
  const isRefused = reply.status < 500 || (reply.retryAfter !== null && code !== partAway);
  return {
    completion: isRefused ? 'failed' : 'indeterminate',
    decision: null,
    why: [reply.status, code].filter(Boolean).join(' '),
  };
}

import type { CityClient, Device, Verdict } from '@entry/client/city-client';
import { insist } from '@entry/client/insist';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

/** A scan that was answered. */
export interface AnsweredScan {
  readonly scanId: string;
  /** Which of the city's cards. */
  readonly card: number;
  readonly decision: Verdict['decision'];
  /** The batches that were completed when it was sent. */
  readonly batchesBefore: number;
  /** How often it was sent until an answer came. */
  readonly attempts: number;
}

const pause = 5;

/** A device that scans one card after the other until told to stop, and sends a scan again, under its id, until it is answered. */
export class Scanner {
  readonly answered: AnsweredScan[] = [];
  private stopping = false;
  private readonly ended: Promise<void>;

  constructor(
    private readonly client: CityClient,
    private readonly device: Device,
    private readonly qrs: readonly string[],
    private readonly completedBatches: () => number,
  ) {
    this.ended = this.run();
    // Whoever stops the scanner learns of a failure; until then it must not end the process.
    this.ended.catch(() => undefined);
  }

  /** Rejects when it can scan no longer. */
  async untilAnswered(count: number): Promise<void> {
    while (this.answered.length < count) await Promise.race([delay(pause), this.ended]);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.ended;
  }

  private async run(): Promise<void> {
    for (let sequence = 1; !this.stopping; sequence++) {
      const card = (sequence * 7) % this.qrs.length;
      this.answered.push(await this.scan(card, sequence));
      await delay(pause);
    }
  }

  private async scan(card: number, sequence: number): Promise<AnsweredScan> {
    const scanId = randomUUID();
    const batchesBefore = this.completedBatches();
    let attempts = 0;
    const decision = await insist('an answer to a scan', async () => {
      attempts += 1;
      const { status, body } = await this.client.verify(this.device, this.qrs[card] ?? '', { scanId, sequence });
      return status === 200 ? body.decision : null;
    });
    return { scanId, card, decision, batchesBefore, attempts };
  }
}

import type { CityClient, Device } from '@entry/client/city-client';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

export interface Card {
  readonly name: string;
  readonly qr: string;
  /** What a healthy system says: the decision with its reasons. */
  readonly verdict: string;
}

/** A gate in front of the same people again and again, which keeps what it was told. */
export class VerdictWatch {
  /** Every scan that was answered. */
  readonly scanIds: string[] = [];
  /** Whatever must never be: no answer, or a milder one than a healthy system gives. */
  readonly wrong: string[] = [];

  constructor(
    private readonly client: CityClient,
    private readonly device: Device,
  ) {}

  /** Each card once, all at the same time. */
  async scan(cards: readonly Card[]): Promise<Map<string, string>> {
    const said = await Promise.all(cards.map(async (card) => [card.name, await this.ask(card)] as const));
    return new Map(said);
  }

  private async ask({ name, qr, verdict }: Card): Promise<string> {
    const scanId = randomUUID();
    const late = delay(answeredWithin).then(() => ({ status: 0, body: null }));
    const { status, body } = await Promise.race([this.client.verify(this.device, qr, { scanId }), late]);
    if (status !== 200 || !body) {
      this.wrong.push(`${name}: ${status === 0 ? 'no answer' : `status ${status}`}`);
      return 'none';
    }
    this.scanIds.push(scanId);
    if (body.decision === 'allow' && !verdict.startsWith('allow')) this.wrong.push(`${name}: allow, not ${verdict}`);
    return [body.decision, ...body.reasons.map(({ code }) => code)].join(' ');
  }
}

/** In milliseconds; a guard gives up long before. */
const answeredWithin = 10_000;

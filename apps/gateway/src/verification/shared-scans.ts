import { Injectable } from '@nestjs/common';
import { FactsRedis } from '../facts/facts-redis';

const rememberedFor = 10 * 60_000;
/** Scans a command: a longer one would hold up the look-ups of facts. */
const scansAtOnce = 200;
const prefix = Buffer.from('s');

interface Find {
  readonly key: Buffer;
  readonly resolve: (text: string | null) => void;
}

/** Scans that gateways tell each other of through Redis, for ten minutes. Without Redis nobody hears of any, and nothing fails. */
@Injectable()
export class SharedScans {
  private finds: Find[] = [];
  private told: [key: Buffer, text: string][] = [];

  constructor(private readonly redis: FactsRedis) {}

  /** One round trip, which scans of the same moment share; null too when Redis does not answer in time. Never rejects. */
  find(scanId: string): Promise<string | null> {
    return new Promise((resolve) => {
      if (this.finds.length === 0) setImmediate(() => this.sendFinds());
      this.finds.push({ key: keyOf(scanId), resolve });
    });
  }

  /** Nobody waits for it. Who told of a scan first is not overwritten. */
  tell(scanId: string, text: string): void {
    if (this.told.length === 0) setImmediate(() => this.sendTold());
    this.told.push([keyOf(scanId), text]);
  }

  private sendFinds(): void {
    const finds = this.finds;
    this.finds = [];
    for (let start = 0; start < finds.length; start += scansAtOnce) {
      void this.sendSome(finds.slice(start, start + scansAtOnce));
    }
  }

  private async sendSome(finds: readonly Find[]): Promise<void> {
    const texts = await this.redis.hot.mget(finds.map(({ key }) => key)).catch(() => []);
    finds.forEach(({ resolve }, place) => resolve(texts[place] ?? null));
  }

  private sendTold(): void {
    const pipeline = this.redis.hot.pipeline();
    for (const [key, text] of this.told) pipeline.set(key, text, 'PX', rememberedFor, 'NX');
    this.told = [];
    pipeline.exec().catch(() => undefined);
  }
}

/** `s`, then the 128 bits of the id. */
function keyOf(scanId: string): Buffer {
  return Buffer.concat([prefix, Buffer.from(scanId.replaceAll('-', ''), 'hex')]);
}

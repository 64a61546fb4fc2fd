import { Injectable } from '@nestjs/common';
import { FactsRedis } from '../facts/facts-redis';
import { Gathering } from '../facts/gathering';

const rememberedFor = 10 * 60_000;
/** Scans a command: a longer one would hold up the look-ups of facts. */
const scansAtOnce = 32;
const prefix = Buffer.from('s');

interface Find {
  readonly key: Buffer;
  readonly resolve: (text: string | null) => void;
}

/** Scans that gateways tell each other of through Redis, for ten minutes. Without Redis nobody hears of any, and nothing fails. */
@Injectable()
export class SharedScans {
  private readonly finds = new Gathering<Find>(scansAtOnce, (finds) => void this.sendFinds(finds));
  private readonly told = new Gathering<[key: Buffer, text: string]>(scansAtOnce, (told) => this.sendTold(told));

  constructor(private readonly redis: FactsRedis) {}

  /** One round trip, which scans of the same moment share; null too when Redis does not answer in time. Never rejects. */
  find(scanId: string): Promise<string | null> {
    return new Promise((resolve) => {
      this.finds.add({ key: keyOf(scanId), resolve });
    });
  }

  /** Nobody waits for it. Who told of a scan first is not overwritten. */
  tell(scanId: string, text: string): void {
    this.told.add([keyOf(scanId), text]);
  }

  private async sendFinds(finds: readonly Find[]): Promise<void> {
    const texts = await this.redis.hot.mget(finds.map(({ key }) => key)).catch(() => []);
    finds.forEach(({ resolve }, place) => resolve(texts[place] ?? null));
  }

  private sendTold(told: readonly [key: Buffer, text: string][]): void {
    const pipeline = this.redis.hot.pipeline();
    for (const [key, text] of told) pipeline.set(key, text, 'PX', rememberedFor, 'NX');
    pipeline.exec().catch(() => undefined);
  }
}

/** `s`, then the 128 bits of the id. */
function keyOf(scanId: string): Buffer {
  return Buffer.concat([prefix, Buffer.from(scanId.replaceAll('-', ''), 'hex')]);
}

import { Injectable } from '@nestjs/common';
import { FactsRedis } from '../facts/facts-redis';
import { signatureLifetime } from './domain/signature-parameters';

/** In milliseconds: as long as a signature with the nonce could be taken, from its earliest to its latest instant. */
const rememberedFor = 2 * signatureLifetime * 1_000;

/**
 * Nonces of signed requests, each good once: over all gateways while Redis answers, over this one always. A gate goes on without Redis; until
 * it is back, a request that was taken here could be repeated once at each other gateway.
 */
@Injectable()
export class UsedNonces {
  /** Those of the current and of the period before. */
  private periods: [Set<string>, Set<string>] = [new Set(), new Set()];
  private periodBegan = Date.now();

  constructor(private readonly redis: FactsRedis) {}

  /** True for whoever comes first with it. */
  async use(deviceId: string, nonce: string): Promise<boolean> {
    const key = `n${deviceId} ${nonce}`;
    this.turn();
    if (this.periods.some((period) => period.has(key))) return false;
    this.periods[0].add(key);
    const first = await this.redis.hot.set(key, '', 'PX', rememberedFor, 'NX').catch(() => 'OK');
    return first === 'OK';
  }

  private turn(): void {
    if (Date.now() - this.periodBegan < rememberedFor) return;
    this.periods = [new Set(), this.periods[0]];
    this.periodBegan = Date.now();
  }
}

import { Injectable } from '@nestjs/common';
import { FactsRedis } from '../facts/facts-redis';
import type { Signed } from './domain/signature-parameters';

const minute = 60_000;

/**
 * Nonces of signed requests, each good once: over all gateways while Redis answers, over this one always. A gate goes on without Redis; until
 * it is back, a request that was taken here could be repeated once at each other gateway.
 */
@Injectable()
export class UsedNonces {
  /** By the minute in which their signatures expire: a whole minute is forgotten at once. */
  private readonly byExpiry = new Map<number, Set<string>>();

  constructor(private readonly redis: FactsRedis) {}

  /** True for whoever comes first with it; a nonce is remembered for as long as a signature with it could be taken. */
  async use({ deviceId, nonce, expiresAt }: Signed, now: Date): Promise<boolean> {
    const key = `n${deviceId} ${nonce}`;
    const used = this.expiringWith(expiresAt, now);
    if (used.has(key)) return false;
    used.add(key);
    const remaining = Math.max(1, expiresAt.getTime() - now.getTime());
    const first = await this.redis.hot.set(key, '', 'PX', remaining, 'NX').catch(() => 'OK');
    return first === 'OK';
  }

  private expiringWith(expiresAt: Date, now: Date): Set<string> {
    for (const expiry of this.byExpiry.keys()) if ((expiry + 1) * minute < now.getTime()) this.byExpiry.delete(expiry);
    const expiry = Math.floor(expiresAt.getTime() / minute);
    const used = this.byExpiry.get(expiry) ?? new Set();
    this.byExpiry.set(expiry, used);
    return used;
  }
}

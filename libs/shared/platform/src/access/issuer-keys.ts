import { Logger } from '@nestjs/common';
import {
  createLocalJWKSet,
  decodeProtectedHeader,
  errors,
  jwtVerify,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
  type JWTVerifyOptions,
  type JWTVerifyResult,
} from 'jose';
import { setTimeout as delay } from 'node:timers/promises';

/** The issuer's keys are needed and cannot be had: the token is neither good nor bad. */
export class KeysUnavailable extends Error {}

type Keys = JWTVerifyGetKey;

const second = 1_000;
/** A withdrawn key is refused after this time at the latest, while the issuer can be reached. */
const currentFor = 300 * second;
/** How long the last keys go on serving while the issuer is away. */
const goodWhileAwayFor = 24 * 3_600 * second;
const retryAfter = 30 * second;
/** Between two questions to the issuer, whatever tokens come. */
const cooldown = second;
const mostWaiting = 1_000;

/** The published keys of one issuer, asked for again when they are old and when a token names a key that is not among them. */
export class IssuerKeys {
  private readonly logger = new Logger(IssuerKeys.name);
  private known: { readonly keys: Keys; readonly loadedAt: number } | undefined;
  private askedAt = -Infinity;
  private failedAt = -Infinity;
  private present: Promise<Keys> | undefined;
  private next: Promise<Keys> | undefined;
  private waiting = 0;

  constructor(
    private readonly load: () => Promise<JSONWebKeySet>,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /**
   * Rejects as jose's `jwtVerify`, or with KeysUnavailable. No token is refused for a key id that is not known before a key set
   * that was asked for after the token came lacks it. A key that was replaced under the same id is known five minutes later.
   */
  async verify(token: string, options: JWTVerifyOptions): Promise<JWTVerifyResult> {
    const current: Keys = async (header, jws) => (await this.currentKeys())(header, jws);
    try {
      return await verifyWithAny(token, current, options);
    } catch (error) {
      if (!mayBeOfNewKey(error, token)) throw error;
      return verifyWithAny(token, await this.waitFor(() => this.refresh()), options);
    }
  }

  private async currentKeys(): Promise<Keys> {
    const { known } = this;
    const age = known ? this.now() - known.loadedAt : Infinity;
    if (known && age < currentFor) return known.keys;
    const outlastsIssuer = age < goodWhileAwayFor;
    if (known && outlastsIssuer && this.now() < this.failedAt + retryAfter) return known.keys;
    try {
      return await this.waitFor(() => this.present ?? this.refresh());
    } catch (error) {
      if (known && outlastsIssuer) return known.keys;
      throw error;
    }
  }

  private async waitFor(keys: () => Promise<Keys>): Promise<Keys> {
    if (this.waiting >= mostWaiting) throw new KeysUnavailable('too many tokens wait for keys');
    this.waiting += 1;
    try {
      return await keys();
    } finally {
      this.waiting -= 1;
    }
  }

  /** One question for all who wait: it is asked after the present one is answered and the cooldown is over. */
  private refresh(): Promise<Keys> {
    return (this.next ??= this.ask());
  }

  private async ask(): Promise<Keys> {
    await Promise.allSettled([this.present]);
    await delay(Math.max(0, this.askedAt + cooldown - this.now()));
    this.present = this.next;
    this.next = undefined;
    this.askedAt = this.now();
    try {
      const keys = createLocalJWKSet(await this.load());
      this.known = { keys, loadedAt: this.askedAt };
      return keys;
    } catch (cause) {
      this.failedAt = this.now();
      this.logger.warn(`the token issuer gives no keys: ${reasonOf(cause as Error)}`);
      throw new KeysUnavailable('the issuer gave no keys', { cause });
    } finally {
      this.present = undefined;
    }
  }
}

/** Why a fetch failed is in its cause. */
function reasonOf({ message, cause }: Error): string {
  return cause instanceof Error ? `${message}: ${cause.message}` : message;
}

/** Tries each key that fits: an issuer may publish several without an id. */
async function verifyWithAny(token: string, keys: Keys, options: JWTVerifyOptions): Promise<JWTVerifyResult> {
  try {
    return await jwtVerify(token, keys, options);
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
    for await (const key of error) {
      try {
        return await jwtVerify(token, key, options);
      } catch (failure) {
        if (!(failure instanceof errors.JWSSignatureVerificationFailed)) throw failure;
      }
    }
    throw new errors.JWSSignatureVerificationFailed();
  }
}

/** Without a key's id, a token of a new key looks like one with a bad signature. */
function mayBeOfNewKey(error: unknown, token: string): boolean {
  if (error instanceof errors.JWKSNoMatchingKey) return true;
  return error instanceof errors.JWSSignatureVerificationFailed && decodeProtectedHeader(token).kid === undefined;
}

import type { Caller } from '@entry/platform/access/caller';
import { unauthenticated } from '@entry/platform/access/oidc-token-reader';
import { Problem } from '@entry/platform/http/problem';
import { RequestReader } from '@entry/platform/access/request-reader';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { httpbis, type VerifyingKey } from 'http-message-signatures';
import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { DeviceDirectory } from '../devices/device-directory';
import { requireLoaded } from '../devices/require-loaded';
import { goodKeysOf } from '../devices/domain/key-standing';
import { digestOf } from './body-digest';
import { readSignatureParameters, type Signed } from './domain/signature-parameters';
import { UsedNonces } from './used-nonces';

const invalid = (why: string) => unauthenticated('SIGNATURE_INVALID', why);

/**
 * Requests that a device signs with its key (RFC 9421) over method, path and content-digest, with the time and a nonce; the `keyid` is its
 * id. Whatever of it does not hold is a 401 that says what.
 */
@Injectable()
export class SignedRequestReader extends RequestReader {
  /** Ed25519 (RFC 8032), each read once. */
  private readonly keys = new Map<string, KeyObject>();

  constructor(
    private readonly devices: DeviceDirectory,
    private readonly nonces: UsedNonces,
  ) {
    super();
  }

  async read(request: FastifyRequest): Promise<Caller | null> {
    if (request.headers['signature-input'] === undefined) return null;
    requireLoaded(this.devices);
    const now = new Date();
    const signed = await this.verify(request, now);
    requireDigest(request);
    if (!(await this.nonces.use(signed, now))) {
      throw unauthenticated('SIGNATURE_REPLAYED', 'A request with this nonce came before.');
    }
    return { id: signed.deviceId, roles: ['device'], district: null, agency: null };
  }

  private async verify({ method, url, headers }: FastifyRequest, now: Date): Promise<Signed> {
    const by: Signed[] = [];
    const keyLookup = async (parameters: object): Promise<VerifyingKey> => {
      const signed = readSignatureParameters(parameters, now);
      if (signed === 'SIGNATURE_INVALID') throw invalid('It needs created, a nonce, and a device id as keyid.');
      if (signed === 'SIGNATURE_EXPIRED') {
        const detail = `The signature is too old, or of a clock that is off: here it is ${now.toISOString()}.`;
        throw unauthenticated('SIGNATURE_EXPIRED', detail);
      }
      if (by.push(signed) > 1) throw invalid('Send one signature.');
      const good = await this.keysOf(signed.deviceId, now);
      return { verify: (data, signature) => Promise.resolve(good.some((key) => verify(null, data, key, signature))) };
    };
    // A GET has no body, and so nothing to take the digest of.
    const requiredFields = ['@method', '@path', ...(method === 'GET' ? [] : ['content-digest'])];
    const options = { keyLookup, requiredFields, notAfter: Number.MAX_SAFE_INTEGER };
    const message = { method, url: `http://${headers.host ?? 'localhost'}${url}`, headers: headersOf(headers) };
    const isGood = await httpbis.verifyMessage(options, message).catch((error: unknown) => {
      throw error instanceof Problem ? error : invalid(error instanceof Error ? error.message : 'It cannot be read.');
    });
    if (!isGood || !by[0]) throw invalid('The signature is not that of the device over this request.');
    return by[0];
  }

  private async keysOf(deviceId: string, at: Date): Promise<KeyObject[]> {
    const device = this.devices.find(deviceId) ?? (await this.devices.awaitDevice(deviceId));
    if (!device) throw invalid('No device of this keyid is known here.');
    if (device.status === 'revoked') throw unauthenticated('DEVICE_REVOKED', 'This device was revoked.');
    return goodKeysOf(device, at).map((publicKey) => this.keyObjectOf(publicKey));
  }

  private keyObjectOf(publicKey: string): KeyObject {
    const known = this.keys.get(publicKey);
    if (known) return known;
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
    this.keys.set(publicKey, key);
    return key;
  }
}

function requireDigest(request: FastifyRequest): void {
  const given = request.headers['content-digest'];
  if (given === undefined && request.method === 'GET') return;
  const sha256 = /(?:^|,)\s*sha-256=:([A-Za-z0-9+/=]+):/.exec(String(given))?.[1];
  if (sha256 === digestOf(request)) return;
  throw unauthenticated('CONTENT_DIGEST_MISMATCH', 'The body is not the one whose sha-256 was signed.');
}

function headersOf(headers: FastifyRequest['headers']): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string | string[]] => !!entry[1]),
  );
}

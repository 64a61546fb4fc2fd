import { createSigner, httpbis } from 'http-message-signatures';
import { createHash, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';

export interface Refusable {
  readonly code?: string;
}

interface Message {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
}

const digestOf = (body: string) => `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;

/** A device with an Ed25519 key of its own, as a maker of scanners would write it. */
export class SigningDevice {
  private constructor(
    private readonly gateway: string,
    private readonly privateKey: KeyObject,
    readonly id: string,
    readonly token: string,
  ) {}

  static async enrol(gateway: string, enrolmentCode: string): Promise<SigningDevice> {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const { x } = publicKey.export({ format: 'jwk' });
    const answer = await fetch(`${gateway}/v1/devices/enrol`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ enrolmentCode, publicKey: x }),
    });
    const { id, token } = (await answer.json()) as { id: string; token: string };
    return new SigningDevice(gateway, privateKey, id, token);
  }

  async sign(method: 'GET' | 'POST', path: string, body?: object): Promise<SignedRequest> {
    const text = body === undefined ? '' : JSON.stringify(body);
    const headers: Record<string, string> = {
      ...(body && { 'content-type': 'application/json', 'content-digest': digestOf(text) }),
    };
    const message = { method, url: `${this.gateway}${path}`, headers };
    const signed = await httpbis.signMessage(
      {
        key: createSigner(this.privateKey, 'ed25519', this.id),
        fields: ['@method', '@path', ...(body ? ['content-digest'] : [])],
        params: ['created', 'nonce', 'keyid', 'alg'],
        paramValues: { created: new Date(), nonce: randomBytes(16).toString('base64url') },
      },
      message,
    );
    return new SignedRequest(this.gateway, signed, text);
  }
}

/** A request as it was signed, and what somebody on its way could make of it. */
export class SignedRequest {
  constructor(
    private readonly gateway: string,
    private readonly message: Message,
    private readonly body: string,
  ) {}

  async send(): Promise<{ status: number; body: Refusable }> {
    const { method, url, headers } = this.message;
    const answer = await fetch(url, { method, headers, ...(this.body && { body: this.body }) });
    return { status: answer.status, body: (await answer.json()) as Refusable };
  }

  withBody(body: object): SignedRequest {
    return new SignedRequest(this.gateway, this.message, JSON.stringify(body));
  }

  to(path: string): SignedRequest {
    return new SignedRequest(this.gateway, { ...this.message, url: `${this.gateway}${path}` }, this.body);
  }

  /** Says that another device sent it. */
  as({ id }: SigningDevice): SignedRequest {
    const { headers } = this.message;
    const name = Object.keys(headers).find((header) => header.toLowerCase() === 'signature-input')!;
    const input = headers[name]!.replace(/keyid="[^"]*"/, `keyid="${id}"`);
    return new SignedRequest(this.gateway, { ...this.message, headers: { ...headers, [name]: input } }, this.body);
  }
}

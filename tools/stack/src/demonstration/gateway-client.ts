import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { StackProblem } from '../stack-problem';
import type { Act } from './approve-devices';

interface Batch {
  readonly id: string;
  readonly state: 'receiving' | 'processing' | 'completed';
}

const chunkSize = 64 * 1_024;
const pollEvery = 200;

/** What a client outside can do, as one caller. Throws a StackProblem when the answer is no success. */
export class GatewayClient {
  constructor(
    private readonly gateway: string,
    private readonly token: string | null,
    private readonly signal: AbortSignal,
  ) {}

  async post<Answer>(path: string, body: object): Promise<Answer> {
    const headers = { 'content-type': 'application/json' };
    return (await this.send('POST', path, { headers, body: JSON.stringify(body) })) as Answer;
  }

  /** As one of the steps that have a device approved. */
  async perform({ method, path, body, seen }: Omit<Act, 'role' | 'claims'>): Promise<unknown> {
    const headers = {
      ...(body && { 'content-type': 'application/json' }),
      ...(seen !== undefined && { 'if-match': `"${seen}"` }),
    };
    return this.send(method, path, { headers, ...(body && { body: JSON.stringify(body) }) });
  }

  /** Returns once the batch is completed, so that every gate sees it. The same key again sends nothing twice. */
  async upload(path: string, idempotencyKey: string, lines: Iterable<string>): Promise<void> {
    const headers = { 'content-type': 'text/csv', 'idempotency-key': idempotencyKey };
    const body = Readable.toWeb(Readable.from(chunksOf(lines)));
    let batch = (await this.send('POST', path, { headers, body, duplex: 'half' })) as Batch;
    while (batch.state !== 'completed') {
      await delay(pollEvery, undefined, { signal: this.signal });
      batch = (await this.send('GET', `${path}/${batch.id}`, {})) as Batch;
    }
  }

  /** Whether the gateway knows the token of a device by now; what it holds up is no card, so nothing is recorded. */
  async isKnownDevice(): Promise<boolean> {
    const body = JSON.stringify({ qr: '?' });
    const response = await this.request('POST', '/v1/verify', {
      headers: { 'content-type': 'application/json' },
      body,
    });
    return response.status === 422;
  }

  private async send(method: string, path: string, init: RequestInit): Promise<unknown> {
    const response = await this.request(method, path, init);
    const text = await response.text();
    if (!response.ok) throw new StackProblem(`${method} ${path} answered ${response.status}: ${text}`);
    return JSON.parse(text);
  }

  private request(method: string, path: string, init: RequestInit): Promise<Response> {
    const headers = { ...init.headers, ...(this.token && { authorization: `Bearer ${this.token}` }) };
    return fetch(`${this.gateway}${path}`, { ...init, method, headers, signal: this.signal });
  }
}

/** Lines put together until they are worth a write. */
export function* chunksOf(lines: Iterable<string>): Generator<Buffer> {
  let chunk = '';
  for (const line of lines) {
    chunk += line;
    if (chunk.length < chunkSize) continue;
    yield Buffer.from(chunk);
    chunk = '';
  }
  yield Buffer.from(chunk);
}

import type { Role } from '@entry/contracts/vocabulary/roles';
import type { VenueKind } from '@entry/contracts/vocabulary/venues';
import { approveDevices, type Act } from '@entry/stack/demonstration/approve-devices';
import { chunksOf } from '@entry/stack/demonstration/gateway-client';
import type { OidcRole, TokenClaims } from '@entry/stack/issuer/access-token';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { until } from './until';

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
}

export interface Verdict {
  readonly scanId: string;
  readonly decision: 'allow' | 'check' | 'deny';
  readonly reasons: { code: string; message: { vi: string; en: string }; caseNumber?: string }[];
  readonly code?: string;
}

export interface BatchState {
  readonly id: string;
  readonly state: string;
  readonly received: number;
  readonly invalid: number;
  readonly matched: number;
  readonly mismatched: number;
  readonly applied: number;
  readonly unchanged: number;
}

export type BatchKind = 'population' | 'vaccination' | 'infection';

export interface Device {
  readonly id: string;
  readonly token: string;
  readonly checkpoint: string;
}

/** The public interface as its clients use it. */
export class CityClient {
  constructor(
    private readonly gatewayUrl: string,
    private readonly tokenOf: (role: Role) => string,
    /** A token for one agency or district; without it no new device can be approved. */
    private readonly tokenFor?: (role: OidcRole, claims: TokenClaims) => Promise<string>,
  ) {}

  async send<Body>(
    method: string,
    path: string,
    token: string | null,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    const isStream = body instanceof Readable;
    const json = body !== undefined && typeof body !== 'string' && !isStream;
    const response = await fetch(this.gatewayUrl + path, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(json ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(isStream && { body: Readable.toWeb(body), duplex: 'half' as const }),
      ...(json && { body: JSON.stringify(body) }),
      ...(typeof body === 'string' && { body }),
    });
    const text = await response.text();
    return { status: response.status, body: (text ? JSON.parse(text) : null) as Body, headers: response.headers };
  }

  as<Body>(role: Role, method: string, path: string, body?: unknown): Promise<Answer<Body>> {
    return this.send<Body>(method, path, this.tokenOf(role), body);
  }

  /** A new device at a new checkpoint of a new agency, where ten devices are approved. */
  async enrolDevice(venueKind: VenueKind = 'agency'): Promise<Device> {
    const post = async (path: string, body: unknown) => {
      const { status, body: created } = await this.as<{ id: string; enrolmentCode: string }>(
        'operator',
        'POST',
        path,
        body,
      );
      if (status !== 201) throw new Error(`POST ${path}: ${status} ${JSON.stringify(created)}`);
      return created;
    };
    const agency = await post('/v1/agencies', { name: 'Sở Thử nghiệm', district: 'ba-dinh', kind: 'state' });
    const checkpoint = await post('/v1/checkpoints', {
      name: 'Cổng chính',
      agency: agency.id,
      venueKind,
      address: '1 Phố Thử',
    });
    const site = { checkpoint: checkpoint.id, agency: agency.id, district: 'ba-dinh' };
    await approveDevices((act) => this.perform(act), [site], 10);
    const { enrolmentCode } = await post('/v1/devices', { checkpoint: checkpoint.id });
    const { body } = await this.send<Device>('POST', '/v1/devices/enrol', null, { enrolmentCode });
    const device = { id: body.id, token: body.token, checkpoint: checkpoint.id };
    await until('the gateway knows the device', async () => (await this.verify(device, 'x')).status === 422);
    return device;
  }

  private async perform({ role, claims, method, path, body, seen }: Act): Promise<unknown> {
    const token = claims && this.tokenFor ? await this.tokenFor(role, claims) : this.tokenOf(role);
    const headers: Record<string, string> = seen === undefined ? {} : { 'if-match': `"${seen}"` };
    const { status, body: answer } = await this.send(method, path, token, body, headers);
    if (status > 299) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(answer)}`);
    return answer;
  }

  verify(device: Device, qr: string, more: Record<string, unknown> = {}): Promise<Answer<Verdict>> {
    return this.send<Verdict>('POST', '/v1/verify', device.token, { qr, ...more });
  }

  /** Lines are sent as they are made, however many there are. */
  async push(
    kind: BatchKind,
    csv: string | Readable | Iterable<string>,
    key: string = randomUUID(),
    { dryRun = false } = {},
  ): Promise<Answer<{ id: string; state: string; code?: string }>> {
    const token = this.tokenOf(kind === 'population' ? 'police' : 'health-ministry');
    const body = typeof csv === 'string' || csv instanceof Readable ? csv : Readable.from(chunksOf(csv));
    return this.send('POST', `/v1/${kind}-batches?dryRun=${dryRun}`, token, body, {
      'content-type': 'text/csv',
      'idempotency-key': key,
    });
  }

  async batch(kind: BatchKind, id: string): Promise<BatchState> {
    const role = kind === 'population' ? 'police' : 'health-ministry';
    return (await this.as<BatchState>(role, 'GET', `/v1/${kind}-batches/${id}`)).body;
  }

  /** Pushes a batch and waits until the gates see it. */
  async apply(kind: BatchKind, csv: string, options?: { dryRun: boolean }): Promise<BatchState> {
    const { status, body } = await this.push(kind, csv, undefined, options);
    if (status !== 202) throw new Error(`the ${kind} batch was refused: ${JSON.stringify(body)}`);
    return until(`${kind} batch completed`, async () => {
      const batch = await this.batch(kind, body.id);
      return batch.state === 'completed' && batch;
    });
  }
}

import type { OidcRole, TokenClaims } from '../issuer/access-token';

export interface Site {
  readonly checkpoint: string;
  readonly agency: string;
  /** Of the agency. */
  readonly district: string;
}

export interface Act {
  readonly role: OidcRole;
  readonly claims?: TokenClaims;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: object;
  /** The version that was seen. */
  readonly seen?: number;
}

interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** Sends one request as somebody; rejects when the answer is no success. */
export type Perform = (act: Act) => Promise<unknown>;

/**
 * Has devices approved for checkpoints that have just been added, in a round of their own: each agency proposes, its district accepts,
 * the police hand up, the committee approves. Each checkpoint is ready then.
 */
export async function approveDevices(perform: Perform, sites: readonly Site[], quantity: number): Promise<void> {
  const act = async (what: Act) => (await perform(what)) as Versioned;
  for (const { checkpoint } of sites) {
    const path = `/v1/checkpoints/${checkpoint}`;
    const { version: seen } = await act({ role: 'operator', method: 'GET', path });
    const body = { power: true, network: true, staffTrained: true, noticePutUp: true };
    await act({ role: 'operator', method: 'PUT', path: `${path}/readiness`, body, seen });
  }
  const deadline = new Date(Date.now() + 86_400_000).toISOString();
  const opened = { name: 'Đợt trang bị máy quét', deadline };
  const { id } = await act({ role: 'police', method: 'POST', path: '/v1/device-rounds', body: opened });
  for (const { checkpoint, agency, district } of sites) {
    const proposer = { role: 'agency', claims: { agency } } as const;
    const line = {
      checkpoint,
      quantity,
      deviceKind: 'handheld',
      reason: 'Kiểm soát ra vào',
      peopleADay: quantity * 500,
    };
    const body = { round: id, lines: [line] };
    const draft = await act({ ...proposer, method: 'POST', path: '/v1/device-proposals', body });
    const path = `/v1/device-proposals/${draft.id}`;
    const { version } = await act({ ...proposer, method: 'POST', path: `${path}/submit`, seen: draft.version });
    const reviewer = { role: 'district', claims: { district } } as const;
    await act({ ...reviewer, method: 'POST', path: `${path}/review`, body: {}, seen: version });
  }
  const path = `/v1/device-rounds/${id}`;
  const police = { role: 'police', method: 'POST' } as const;
  const { version: seen } = await act({ role: 'police', method: 'GET', path });
  const closed = await act({ ...police, path: `${path}/close`, body: { reason: 'Đủ đề xuất' }, seen });
  const forwarded = await act({ ...police, path: `${path}/forward`, body: {}, seen: closed.version });
  const body = { all: true, decision: 'approve' };
  await act({ role: 'committee', method: 'POST', path: `${path}/decisions`, body, seen: forwarded.version });
}

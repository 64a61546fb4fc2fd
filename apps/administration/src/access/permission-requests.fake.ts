/** One agency's things, and the district that it answers to. */
export interface Objects {
  readonly district: string;
  readonly agency: string;
  readonly checkpoint: string;
  readonly device: string;
  readonly proposal: string;
  readonly round: string;
}

interface Request {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body?: object | string;
}

const idOf: Readonly<Record<string, keyof Objects>> = {
  agencies: 'agency',
  checkpoints: 'checkpoint',
  devices: 'device',
  'device-proposals': 'proposal',
  'device-rounds': 'round',
};

const reason = 'Because';
const readiness = { power: true, network: true, staffTrained: true, noticePutUp: true };
const lineAt = (checkpoint: string) => ({ checkpoint, quantity: 1, deviceKind: 'phone', reason, peopleADay: 100 });

/** Bodies that fit: what is answered is about the object then, and who asks. */
const bodies: Readonly<Record<string, (objects: Objects) => object | string>> = {
  'POST /v1/agencies': ({ district }) => ({ name: 'Chợ', district, kind: 'private' }),
  'POST /v1/agencies/import': () => 'name,district,kind\n',
  'PATCH /v1/agencies/:id': () => ({ name: 'Chợ', reason }),
  'POST /v1/agencies/:id/close': () => ({ reason }),
  'POST /v1/checkpoints': ({ agency }) => ({ name: 'Cổng', agency, venueKind: 'mall', address: '1 Phố' }),
  'POST /v1/checkpoints/import': () => 'name,agency,venue_kind,address\n',
  'PATCH /v1/checkpoints/:id': () => ({ name: 'Cổng', reason }),
  'PUT /v1/checkpoints/:id/readiness': () => readiness,
  'POST /v1/checkpoints/:id/close': () => ({ reason }),
  'POST /v1/departments': () => ({ id: 'so-y-te', code: 'SYT', name: 'Sở Y tế' }),
  'POST /v1/devices': ({ checkpoint }) => ({ checkpoint }),
  'POST /v1/devices/:id/move': ({ checkpoint }) => ({ checkpoint, reason }),
  'POST /v1/device-rounds': () => ({ name: 'Đợt', deadline: '2100-01-01T00:00:00Z' }),
  'POST /v1/device-rounds/:id/close': () => ({ reason }),
  'POST /v1/device-rounds/:id/decisions': () => ({ all: true, decision: 'approve' }),
  'POST /v1/device-proposals': ({ round, checkpoint }) => ({ round, lines: [lineAt(checkpoint)] }),
  'PUT /v1/device-proposals/:id/lines': ({ checkpoint }) => ({ lines: [lineAt(checkpoint)] }),
  'POST /v1/device-proposals/:id/return': () => ({ reason }),
  'POST /v1/entry-policies': () => ({}),
  'POST /v1/entry-policies/drafts': () => ({}),
  'POST /v1/entry-policies/:version/dry-runs': () => ({ days: -1 }),
  'POST /v1/entry-policies/:version/publish': () => ({ urgent: true }),
  'POST /v1/entry-policies/:version/try': () => ({}),
};

/** A request to a route about these objects. It saw a version that there never was, so that it changes nothing. */
export function requestFor(method: string, path: string, objects: Objects): Request {
  const [, , collection = ''] = path.split('/');
  const id = idOf[collection];
  const url = id ? path.replace(':id', objects[id]) : path;
  const headers = {
    'if-match': '"999999"',
    accept: '*/*',
    ...(path.endsWith('/import') && { 'content-type': 'text/csv' }),
  };
  const body = bodies[`${method} ${path}`]?.(objects);
  return { url, headers, ...(body !== undefined && { body }) };
}

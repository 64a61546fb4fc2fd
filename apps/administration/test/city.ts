import type { RunningService } from '@entry/testing/running-service';

export interface City {
  agency(district?: string): Promise<string>;
  /** Ready for devices, and with ten approved. */
  checkpoint(agency?: string): Promise<string>;
  /** As it is when it has just been added. */
  bareCheckpoint(agency?: string): Promise<string>;
  device(checkpoint?: string): Promise<{ id: string; checkpoint: string; enrolmentCode: string }>;
  enrolledDevice(checkpoint?: string): Promise<{ id: string; checkpoint: string; token: string }>;
}

interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** Adds what a test needs through the public paths; what is not given is made as well. */
export function cityOf({ call, issuer }: RunningService): City {
  const send = async <Body = Versioned>(
    claims: Parameters<typeof issuer.sign>[0],
    [method, path]: readonly ['POST' | 'PUT', string],
    body?: object,
    seen?: Versioned,
  ) => {
    const token = await issuer.sign(claims);
    const headers = seen ? { 'if-match': `"${seen.version}"` } : {};
    const answer = await call<Body>(method, path, { token, headers, ...(body && { body }) });
    if (answer.status > 201) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const operator = { roles: ['operator'] };
  const agency: City['agency'] = async (district = 'ba-dinh') => {
    return (await send(operator, ['POST', '/v1/agencies'], { name: 'Sở Y tế', district, kind: 'state' })).id;
  };
  const bareCheckpoint: City['bareCheckpoint'] = async (owner) => {
    const place = { name: 'Cổng chính', venueKind: 'agency', address: '4 Sơn Tây, Ba Đình' };
    return (await send(operator, ['POST', '/v1/checkpoints'], { ...place, agency: owner ?? (await agency()) })).id;
  };
  const approve = async (owner: string, checkpoint: string, district: string) => {
    const police = { roles: ['police'] };
    const deadline = new Date(Date.now() + 3_600_000).toISOString();
    const round = await send(police, ['POST', '/v1/device-rounds'], { name: 'Đợt thử', deadline });
    const line = { checkpoint, quantity: 10, deviceKind: 'handheld', reason: 'Thử', peopleADay: 5_000 };
    const ofAgency = { roles: ['agency'], agency: owner };
    const draft = await send(ofAgency, ['POST', '/v1/device-proposals'], { round: round.id, lines: [line] });
    const submitted = await send(ofAgency, ['POST', `/v1/device-proposals/${draft.id}/submit`], undefined, draft);
    await send({ roles: ['district'], district }, ['POST', `/v1/device-proposals/${draft.id}/review`], {}, submitted);
    const path = `/v1/device-rounds/${round.id}`;
    const closed = await send(police, ['POST', `${path}/close`], { reason: 'Thử' }, { ...round, version: 4 });
    const forwarded = await send(police, ['POST', `${path}/forward`], {}, closed);
    await send({ roles: ['committee'] }, ['POST', `${path}/decisions`], { all: true, decision: 'approve' }, forwarded);
  };
  const checkpoint: City['checkpoint'] = async (owner) => {
    const ofAgency = owner ?? (await agency());
    const id = await bareCheckpoint(ofAgency);
    const checklist = { power: true, network: true, staffTrained: true, noticePutUp: true };
    const path = `/v1/checkpoints/${id}/readiness`;
    const { district } = await send<Versioned & { district: string }>(operator, ['PUT', path], checklist, {
      id,
      version: 1,
    });
    await approve(ofAgency, id, district);
    return id;
  };
  const device: City['device'] = async (at) => {
    return send(operator, ['POST', '/v1/devices'], { checkpoint: at ?? (await checkpoint()) });
  };
  const enrolledDevice: City['enrolledDevice'] = async (at) => {
    const { enrolmentCode } = await device(at);
    return send(operator, ['POST', '/v1/devices/enrol'], { enrolmentCode });
  };
  return { agency, checkpoint, bareCheckpoint, device, enrolledDevice };
}

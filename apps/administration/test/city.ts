import type { RunningService } from '@entry/testing/running-service';

export interface City {
  agency(district?: string): Promise<string>;
  checkpoint(agency?: string): Promise<string>;
  device(checkpoint?: string): Promise<{ id: string; checkpoint: string; enrolmentCode: string }>;
  enrolledDevice(checkpoint?: string): Promise<{ id: string; checkpoint: string; token: string }>;
}

/** Adds what a test needs through the public paths, as an operator; what is not given is made as well. */
export function cityOf({ call, issuer }: RunningService): City {
  const add = async <Body>(path: string, body: object) => {
    const token = await issuer.sign({ roles: ['operator'] });
    const answer = await call<Body>('POST', path, { token, body });
    if (answer.status > 201) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const agency: City['agency'] = async (district = 'ba-dinh') => {
    const request = { name: 'Sở Y tế', district, kind: 'state' };
    return (await add<{ id: string }>('/v1/agencies', request)).id;
  };
  const checkpoint: City['checkpoint'] = async (owner) => {
    const place = { name: 'Cổng chính', venueKind: 'agency', address: '4 Sơn Tây, Ba Đình' };
    return (await add<{ id: string }>('/v1/checkpoints', { ...place, agency: owner ?? (await agency()) })).id;
  };
  const device: City['device'] = async (at) => add('/v1/devices', { checkpoint: at ?? (await checkpoint()) });
  const enrolledDevice: City['enrolledDevice'] = async (at) => {
    const { enrolmentCode } = await device(at);
    return add('/v1/devices/enrol', { enrolmentCode });
  };
  return { agency, checkpoint, device, enrolledDevice };
}

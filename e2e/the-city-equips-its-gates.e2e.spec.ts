import type { Answer } from '@entry/client/city-client';
import { until } from '@entry/client/until';
import type { OidcRole, TokenClaims } from '@entry/stack/issuer/access-token';
import { startCity, type City } from './support/city';
import { aPerson, populationCsv, qrOf } from './support/people';
import { SigningDevice } from './support/signing-device';

interface Versioned {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly lines: readonly { readonly id: string; readonly quantity: number }[];
}

interface FunnelRow {
  readonly agency: string;
  readonly scannedToday: number;
}

describe('the city equips its gates', () => {
  const person = aPerson();
  let city: City;
  let agency: string;
  let checkpoint: string;
  beforeAll(async () => {
    city = await startCity();
    await city.client.apply('population', populationCsv([person]));
  });
  afterAll(() => city?.stop());

  const as = async <Body = Versioned>(
    [role, claims]: readonly [OidcRole, TokenClaims?],
    method: string,
    path: string,
    { body, seen }: { body?: object; seen?: { version: number } } = {},
  ): Promise<Answer<Body>> => {
    const token = await city.stack.tokens(role, claims);
    return city.client.send<Body>(method, path, token, body, seen && { 'if-match': `"${seen.version}"` });
  };
  const ofAgency = () => ['agency', { agency }] as const;
  const district = ['district', { district: 'hoan-kiem' }] as const;
  const enrolling = () =>
    as<{ enrolmentCode: string; code?: string }>(ofAgency(), 'POST', '/v1/devices', { body: { checkpoint } });
  const devices: SigningDevice[] = [];

  it('adds an agency and its checkpoint, which takes no device yet', async () => {
    const unit = { name: 'Trung tâm thương mại Tràng Tiền', district: 'hoan-kiem', kind: 'private' };
    agency = (await as(district, 'POST', '/v1/agencies', { body: unit })).body.id;
    const place = { name: 'Cửa Tràng Tiền', agency, venueKind: 'mall', address: '24 Hai Bà Trưng' };
    const added = await as(ofAgency(), 'POST', '/v1/checkpoints', { body: place });
    checkpoint = added.body.id;
    expect(await enrolling()).toMatchObject({ status: 409, body: { code: 'CHECKPOINT_NOT_READY' } });

    const body = { power: true, network: true, staffTrained: true, noticePutUp: true };
    const path = `/v1/checkpoints/${checkpoint}/readiness`;
    expect((await as(ofAgency(), 'PUT', path, { body, seen: added.body })).status).toBe(200);
    expect(await enrolling()).toMatchObject({ status: 409, body: { code: 'QUOTA_EXCEEDED' } });
  });

  it('proposes four scanners, of which the district, the police and the committee make three', async () => {
    const deadline = new Date(Date.now() + 3_600_000).toISOString();
    const opened = await as(['police'], 'POST', '/v1/device-rounds', { body: { name: 'Đợt 1', deadline } });
    const round = `/v1/device-rounds/${opened.body.id}`;
    const line = { checkpoint, quantity: 4, deviceKind: 'handheld', reason: 'Bốn cửa', peopleADay: 6_000 };
    const draft = await as(ofAgency(), 'POST', '/v1/device-proposals', {
      body: { round: opened.body.id, lines: [line] },
    });
    const proposal = `/v1/device-proposals/${draft.body.id}`;
    const submitted = await as(ofAgency(), 'POST', `${proposal}/submit`, { seen: draft.body });

    const changes = [{ line: submitted.body.lines[0]!.id, quantity: 3, reason: 'One gate is closed' }];
    await as(district, 'POST', `${proposal}/review`, { body: { changes }, seen: submitted.body });
    const seen = (await as(['police'], 'GET', round)).body;
    const closed = await as(['police'], 'POST', `${round}/close`, { body: { reason: 'All answered' }, seen });
    const forwarded = await as(['police'], 'POST', `${round}/forward`, { seen: closed.body });
    const decision = { all: true, decision: 'approve' };
    const decided = await as(['committee'], 'POST', `${round}/decisions`, { body: decision, seen: forwarded.body });

    expect(decided).toMatchObject({ status: 200, body: { state: 'decided', decided: 1 } });
    const totals = await as<{ byDistrict: object[] }>(['police'], 'GET', `${round}/totals`);
    expect(totals.body.byDistrict).toEqual([
      { district: 'hoan-kiem', proposals: 1, proposed: 4, reviewed: 3, approved: 3 },
    ]);
    expect((await as(ofAgency(), 'GET', proposal)).body).toMatchObject({
      state: 'approved',
      lines: [{ quantity: 4, reviewedQuantity: 3, reviewReason: 'One gate is closed', approvedQuantity: 3 }],
    });
  });

  it('enrols three, and refuses the fourth', async () => {
    for (const _ of Array(3)) {
      const { body } = await enrolling();
      devices.push(await SigningDevice.enrol(city.stack.gatewayUrl, body.enrolmentCode));
    }

    expect(await enrolling()).toMatchObject({ status: 409, body: { code: 'QUOTA_EXCEEDED' } });
  });

  it('takes a signed scan once, and none whose body was changed', async () => {
    const [device] = devices;
    const scan = { qr: qrOf(person) };

    const signed = await device!.sign('POST', '/v1/verify', scan);
    const first = await signed.send();
    expect(first).toMatchObject({ status: 200, body: { decision: 'deny', reasons: [{ code: 'NOT_VACCINATED' }] } });
    expect(await signed.send()).toMatchObject({ status: 401, body: { code: 'SIGNATURE_REPLAYED' } });
    const changed = (await device!.sign('POST', '/v1/verify', scan)).withBody({ qr: qrOf(aPerson()) });
    expect(await changed.send()).toMatchObject({ status: 401, body: { code: 'CONTENT_DIGEST_MISMATCH' } });
    const redirected = (await device!.sign('POST', '/v1/verify', scan)).to('/v1/verify/offline-scans');
    expect(await redirected.send()).toMatchObject({ status: 401, body: { code: 'SIGNATURE_INVALID' } });
    const another = (await devices[1]!.sign('POST', '/v1/verify', scan)).as(device!);
    expect(await another.send()).toMatchObject({ status: 401, body: { code: 'SIGNATURE_INVALID' } });
  });

  it('hears of a device by its heartbeat, and tells it where it stands', async () => {
    const [device] = devices;
    const clock = new Date(Date.now() + 90_000).toISOString();

    const beat = await (
      await device!.sign('POST', '/v1/devices/self/heartbeat', { version: '2.4.1', queueLength: 7, clock })
    ).send();
    const configuration = await (await device!.sign('GET', '/v1/devices/self/configuration')).send();

    expect(beat.status).toBe(200);
    expect(configuration).toMatchObject({ status: 200, body: { device: device!.id, checkpoint: { id: checkpoint } } });
    const shown = await until('the heartbeat', async () => {
      const { body } = await as<Record<string, unknown>>(ofAgency(), 'GET', `/v1/devices/${device!.id}`);
      return body['softwareVersion'] === '2.4.1' && body;
    });
    expect(shown).toMatchObject({ queueLength: 7, lastSeenAt: expect.any(String) as string });
    expect(shown['clockSkewMilliseconds']).toBeGreaterThan(60_000);
  });

  it('takes no token at malls once a policy wants signatures there', async () => {
    const [device] = devices;
    const policies = await as<{ items: { rules: object[]; factsMaxAge: object }[] }>(
      ['committee'],
      'GET',
      '/v1/entry-policies',
    );
    const { rules, factsMaxAge } = policies.body.items[0]!;
    const began = new Date(Date.now() - 1_000).toISOString();
    const ends = new Date(Date.now() + 8_000);
    const policy = {
      policyVersion: String(Date.now()),
      validFrom: began,
      validTo: ends.toISOString(),
      rules,
      factsMaxAge,
    };
    const published = {
      body: { ...policy, signatureRequired: ['mall'], urgent: true, reason: 'A scanner was copied' },
    };
    expect((await as(['committee'], 'POST', '/v1/entry-policies', published)).status).toBe(201);
    const byToken = () => city.client.verify({ ...device!, checkpoint }, qrOf(person));

    const refused = await until('the policy', async () => {
      const answer = await byToken();
      return answer.status === 401 && answer;
    });
    expect(refused.body.code).toBe('SIGNATURE_REQUIRED');
    expect((await (await device!.sign('POST', '/v1/verify', { qr: qrOf(person) })).send()).status).toBe(200);
    await until('its end', async () => (await byToken()).status === 200);
  });

  it('slows a device down that asks for one unknown number after the other, and tells the operator', async () => {
    const { id, token } = devices[1]!;
    const scan = () => city.client.verify({ id, token, checkpoint }, qrOf(aPerson()));
    const asking = async () => {
      for (let count = 0; count < 40; count += 1) await scan();
    };
    await Promise.all(Array.from({ length: 16 }, asking));

    const answers = [await scan(), await scan()];

    expect(answers[1]).toMatchObject({ status: 429, body: { code: 'TOO_MANY_SCANS' } });
    expect(answers[1]?.headers.get('retry-after')).toMatch(/^[12]$/);
    await until('the suspicion', async () => {
      const { body } = await as<{ items: { id: string }[] }>(['operator'], 'GET', '/v1/devices?suspected=true');
      return body.items.some((device) => device.id === id);
    });
  });

  it('refuses a revoked device, however it comes', async () => {
    const revoked = devices[2]!;
    await as(ofAgency(), 'POST', `/v1/devices/${revoked.id}/revoke`);

    const refused = await until('the revocation', async () => {
      const answer = await (await revoked.sign('POST', '/v1/verify', { qr: qrOf(person) })).send();
      return answer.status === 401 && answer;
    });

    expect(refused.body.code).toBe('DEVICE_REVOKED');
    expect(await city.client.verify({ ...revoked, checkpoint }, qrOf(person))).toMatchObject({
      status: 401,
      body: { code: 'DEVICE_REVOKED' },
    });
  });

  it('shows how far it is, from proposed to scanned', async () => {
    const funnel = await until('the scan in the funnel', async () => {
      const { body } = await as<{ items: FunnelRow[] }>(['police'], 'GET', '/v1/device-funnel?by=agency');
      const row = body.items.find((candidate) => candidate.agency === agency);
      return (row?.scannedToday ?? 0) > 1 && row;
    });

    expect(funnel).toMatchObject({ proposed: 4, approved: 3, enrolled: 2, seenToday: 2, scannedToday: 2, silent: 0 });
  });
});

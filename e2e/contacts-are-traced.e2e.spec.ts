import type { Answer, Device } from '@entry/client/city-client';
import { until } from '@entry/client/until';
import type { Role } from '@entry/contracts/vocabulary/roles';
import { startCity, type City } from './support/city';
import { aPerson, populationCsv, qrOf } from './support/people';

interface Lookup {
  readonly code?: string;
  readonly visits: { checkpoint: string; from: string; to: string }[];
  readonly contacts: { subject: string; checkpoint: string; overlapMinutes: number }[];
  readonly exposure: { agency: string; people: number; checkpoints: string[] }[];
}

const begun = Date.now();
const minutesAgo = (minutes: number) => new Date(begun - minutes * 60_000).toISOString();

describe('contacts of a case', () => {
  let city: City;
  let here: Device;
  let elsewhere: Device;
  const sick = aPerson();
  const [met, came, late, away] = [aPerson(), aPerson(), aPerson(), aPerson()];
  let sequence = 0;
  const caseId = `F0-${sick.idNumber.slice(6)}`;

  beforeAll(async () => {
    city = await startCity();
    [here, elsewhere] = [await city.client.enrolDevice(), await city.client.enrolDevice()];
    await city.client.apply('population', populationCsv([sick, met, came, late, away]));
    const offline = (device: Device, person: typeof sick, minutes: number, direction: 'in' | 'out') => {
      const scan = { scanId: crypto.randomUUID(), qr: qrOf(person), scannedAt: minutesAgo(minutes) };
      const scans = [{ ...scan, direction, decision: 'allow', sequence: (sequence += 1) }];
      return city.client.send('POST', '/v1/verify/offline-scans', device.token, { scans });
    };
    const answers = [
      await offline(here, sick, 180, 'in'),
      await offline(here, sick, 120, 'out'),
      await offline(here, met, 200, 'in'),
      await offline(here, met, 150, 'out'),
      await offline(here, came, 110, 'in'),
      await offline(here, late, 90, 'in'),
      await offline(elsewhere, away, 180, 'in'),
    ];
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    await until('the scans are stored', async () => {
      const stored = [...(await city.eventsAt(here.checkpoint)), ...(await city.eventsAt(elsewhere.checkpoint))];
      return stored.length === answers.length;
    });
  }, 180_000);
  afterAll(() => city?.stop());

  const lookUp = (more: object = {}, role: Role = 'health-department'): Promise<Answer<Lookup>> =>
    city.client.as(role, 'POST', '/v1/contact-lookups', {
      caseId,
      reason: 'điều tra dịch tễ',
      idNumber: sick.idNumber,
      from: minutesAgo(300),
      to: minutesAgo(0),
      ...more,
    });

  it('are whoever was there with them, or within the window, by pseudonym', async () => {
    const { status, body } = await lookUp();
    expect(status).toBe(200);
    expect(body.visits).toEqual([expect.objectContaining({ checkpoint: here.checkpoint })]);
    expect(body.contacts.map(({ overlapMinutes }) => overlapMinutes)).toEqual([30, 0]);
    expect(body.exposure).toEqual([expect.objectContaining({ people: 2, checkpoints: [here.checkpoint] })]);
    for (const { idNumber } of [sick, met, came]) expect(JSON.stringify(body)).not.toContain(idNumber);

    expect((await lookUp({ windowMinutes: 0 })).body.contacts).toHaveLength(1);
    expect((await lookUp({ windowMinutes: 45 })).body.contacts).toHaveLength(3);
    expect((await lookUp({ idNumber: away.idNumber })).body).toMatchObject({ contacts: [], exposure: [] });
    expect((await lookUp({ idNumber: aPerson().idNumber })).body).toMatchObject({ visits: [], contacts: [] });
  });

  it('are asked for by the health department alone, for a case and with a reason that name nobody', async () => {
    expect((await lookUp({}, 'police')).status).toBe(403);
    for (const wrong of [
      { caseId: undefined },
      { reason: undefined },
      { reason: ' ' },
      { reason: 'vì \0' },
      { reason: `vì ${sick.idNumber}` },
      { caseId: sick.idNumber },
      { idNumber: '12345' },
      { to: minutesAgo(400) },
    ])
      expect(await lookUp(wrong)).toMatchObject({ status: 400, body: { code: 'REQUEST_INVALID' } });
    expect(await lookUp({ idNumber: '123456789' })).toMatchObject({
      status: 422,
      body: { code: 'OLD_NUMBER_UNKNOWN' },
    });
  });

  it('are on record: who asked, when, what for and how many were shown', async () => {
    const path = '/v1/audit-entries?action=contacts-looked-up&limit=500';
    const entries = await city.client.as<{
      items: { caseId: string; reason: string; rows: number; roles: string[] }[];
    }>('auditor', 'GET', path);
    const own = entries.body.items.filter((entry) => entry.caseId === caseId);

    expect(own.map(({ rows }) => rows)).toEqual([0, 0, 3, 1, 2]);
    expect(own[0]).toMatchObject({ reason: 'điều tra dịch tễ', roles: ['health-department'] });
    expect(JSON.stringify(own)).not.toContain(sick.idNumber);
    expect((await city.client.as('operator', 'GET', path)).status).toBe(403);
    expect((await city.client.as('auditor', 'POST', '/v1/subjects', { idNumber: sick.idNumber })).status).toBe(404);
  });
});

import type { Answer, Device } from '@entry/client/city-client';
import { until } from '@entry/client/until';
import type { Role } from '@entry/contracts/vocabulary/roles';
import { startCity, type City } from './support/city';
import { aPerson, daysAgo, populationCsv, qrOf, vaccinationCsv } from './support/people';

interface Case {
  readonly number: string;
  readonly state: string;
  readonly recordId: string;
  readonly outcomes: string[];
  readonly agrees: Record<string, boolean | null>;
  readonly district: string | null;
  readonly facility: string | null;
  readonly endedBy: string | null;
  readonly record?: Record<string, string> | null;
  readonly history?: { event: string; by: string | null; reason: string | null }[];
}
interface Page {
  readonly items: Case[];
}

describe('failed records', () => {
  let city: City;
  let device: Device;
  const [late, misspelt, twice] = [
    aPerson(),
    aPerson({ fullName: 'Lê Thị Hoa' }),
    aPerson({ fullName: 'Vũ Văn Bình' }),
  ];
  /** Other spec files fill the same databases. */
  const facility = `Trạm y tế ${aPerson().idNumber.slice(6)}`;
  const csv = (doses: Parameters<typeof vaccinationCsv>[0]) =>
    vaccinationCsv(doses).replaceAll('Trạm y tế Phúc Xá', facility);
  const dose = (recordId: string, person: typeof late, on = daysAgo(30)) => ({
    person,
    recordId,
    number: 1,
    on,
    vaccine: 'Janssen',
  });
  beforeAll(async () => {
    city = await startCity();
    device = await city.client.enrolDevice();
    await city.client.apply('population', populationCsv([misspelt, twice]));
    await city.client.apply(
      'vaccination',
      csv([
        dose('V-late', late),
        dose('V-name', { ...misspelt, fullName: 'Lê Thị Hoà Bình' }),
        dose('V-number', { ...misspelt, idNumber: '1.09E+09' }),
        dose('V-first', twice),
        dose('V-second', twice, daysAgo(20)),
      ]),
    );
  }, 180_000);
  afterAll(() => city?.stop());

  const list = async (role: Role, path: string) => city.client.as<Page>(role, 'GET', `/v1/${path}`);
  const caseOf = async (recordId: string, queue: 'identity' | 'vaccination', state = 'open') => {
    const role = queue === 'identity' ? 'police' : 'health-department';
    const here = `state=${state}&facility=${encodeURIComponent(facility)}`;
    const find = async () => (await list(role, `${queue}-cases?${here}`)).body.items;
    return until(`the case of ${recordId}`, async () => (await find()).find((one) => one.recordId === recordId));
  };
  const act = (role: Role, path: string, body: unknown): Promise<Answer<Case & { code?: string }>> =>
    city.client.as(role, 'POST', `/v1/${path}`, body);
  const decision = async (person: typeof late) => (await city.client.verify(device, qrOf(person))).body.decision;

  it('are cases of whoever can put them right, and tell nothing but which fields agree', async () => {
    expect(await caseOf('V-late', 'identity')).toMatchObject({
      outcomes: ['ID_NOT_IN_REGISTER'],
      agrees: { idNumber: false, fullName: null, dateOfBirth: null, sex: null },
      facility,
    });
    expect(await caseOf('V-name', 'identity')).toMatchObject({
      outcomes: ['NAME_MISMATCH'],
      agrees: { idNumber: true, fullName: false, dateOfBirth: true, sex: true },
    });
    expect(await caseOf('V-number', 'vaccination')).toMatchObject({ outcomes: ['ID_MALFORMED'] });
    expect(await caseOf('V-second', 'vaccination')).toMatchObject({ outcomes: ['DOSE_CONFLICT'] });

    const shown = JSON.stringify(
      await Promise.all([list('police', 'identity-cases'), list('auditor', 'vaccination-cases')]),
    );
    for (const { idNumber, fullName, dateOfBirth } of [late, misspelt, twice])
      for (const secret of [idNumber, fullName, dateOfBirth]) expect(shown).not.toContain(secret);
    expect((await list('police', 'vaccination-cases')).status).toBe(403);
    expect((await list('health-department', 'identity-cases')).status).toBe(403);
  });

  it('are found by outcome, facility and age', async () => {
    /** Rows of one batch may be handled in any order. */
    const records = async (filter: string) =>
      (await list('police', `identity-cases?${filter}`)).body.items.map(({ recordId }) => recordId).sort();

    const here = `facility=${encodeURIComponent(facility)}`;
    expect(await records(here)).toEqual(['V-late', 'V-name']);
    expect(await records(`${here}&outcome=NAME_MISMATCH`)).toEqual(['V-name']);
    expect(await records(`${here}&olderThanDays=1`)).toEqual([]);
    expect(await records(`${here}&limit=1`)).toHaveLength(1);
  });

  it('match by themselves when the register gets their citizen, and the gates know', async () => {
    expect(await decision(late)).toBe('check');
    const { number } = await caseOf('V-late', 'identity');
    await city.client.apply('population', populationCsv([late]));

    await until('the gate lets the citizen in', async () => (await decision(late)) === 'allow');
    const { body } = await city.client.as<Case>('police', 'GET', `/v1/identity-cases/${number.toLowerCase()}`);
    expect(body).toMatchObject({ state: 'resolved', endedBy: 'register-change', record: { record_id: 'V-late' } });
    expect(body.history?.map(({ event }) => event)).toEqual(['opened', 'resolved']);
  });

  it('are resolved by a correction that matches, and by no other', async () => {
    const { number } = await caseOf('V-name', 'identity');
    const path = `identity-cases/${number}/corrections`;

    expect(await act('police', path, { fields: { full_name: 'Ai Đó' } })).toMatchObject({
      status: 200,
      body: { state: 'open', outcomes: ['NAME_MISMATCH'] },
    });
    expect((await act('police', path, { fields: { record_id: 'V-9' } })).body.code).toBe('CORRECTION_INVALID');
    expect((await act('auditor', path, { fields: { full_name: misspelt.fullName } })).status).toBe(403);
    const reasons = async () => (await city.client.verify(device, qrOf(misspelt))).body.reasons;
    const [denied] = await until('the gate says which case', async () => {
      const shown = await reasons();
      return shown[0]?.caseNumber === number && shown;
    });
    expect(denied).toMatchObject({
      code: 'NOT_VACCINATED',
      message: { en: expect.stringContaining(number) as string },
    });
    expect(await act('police', path, { fields: { full_name: misspelt.fullName } })).toMatchObject({
      status: 200,
      body: { state: 'resolved', endedBy: 'correction' },
    });
    await until('the gate lets the citizen in', async () => (await decision(misspelt)) === 'allow');
    expect((await act('police', path, { fields: { full_name: 'Ai Đó' } })).body.code).toBe('CASE_STATE_CONFLICT');
  });

  it('are dismissed with a reason, stay so when they come again, and are opened anew', async () => {
    const { number } = await caseOf('V-number', 'vaccination');
    const reason = 'Không liên lạc được với trạm y tế';
    expect((await act('health-department', `vaccination-cases/${number}/dismissal`, {})).status).toBe(400);
    expect((await act('health-department', `vaccination-cases/${number}/dismissal`, { reason })).body).toMatchObject({
      state: 'dismissed',
      endedBy: 'dismissal',
    });
    await city.client.apply('vaccination', csv([dose('V-number', { ...misspelt, idNumber: '1.09E+09' })]));
    expect(await caseOf('V-number', 'vaccination', 'dismissed')).toMatchObject({ number });

    const { body } = await act('health-department', `vaccination-cases/${number}/reopening`, { reason: 'Lại có số' });
    expect(body).toMatchObject({ state: 'open', endedBy: null });
    expect(body.history?.map(({ event, reason: why }) => [event, why])).toEqual([
      ['opened', null],
      ['dismissed', reason],
      ['reopened', 'Lại có số'],
    ]);
  });

  it('are resolved by a newer row, here by the withdrawal of the record that stood in the way', async () => {
    const [header, row = ''] = csv([dose('V-first', twice)]).split('\r\n');
    await city.client.apply('vaccination', `${header},withdrawn\r\n${row},true\r\n`);

    expect(await caseOf('V-second', 'vaccination', 'resolved')).toMatchObject({ endedBy: 'new-record' });
  });

  it('are counted day by day, so that the ministry sees the pile shrink', async () => {
    const path = `identity-cases/counts?from=${daysAgo(1)}&to=${daysAgo(0)}`;
    interface Counts {
      readonly opened: number;
      readonly resolved: number;
      readonly open: number;
      readonly outcomes: Record<string, { readonly resolved: number }>;
    }
    const { body } = await city.client.as<{ items: Counts[] }>('health-ministry', 'GET', `/v1/${path}`);
    const today = body.items.at(-1);

    expect(today?.opened).toBeGreaterThanOrEqual(2);
    expect(today?.outcomes.NAME_MISMATCH?.resolved).toBeGreaterThanOrEqual(1);
    expect(today?.outcomes.ID_NOT_IN_REGISTER?.resolved).toBeGreaterThanOrEqual(1);
    expect(today?.open).toBeGreaterThanOrEqual(0);
  });
});

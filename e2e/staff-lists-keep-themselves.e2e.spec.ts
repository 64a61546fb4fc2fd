import { until } from '@entry/client/until';
import type { OidcRole, TokenClaims } from '@entry/stack/issuer/access-token';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startCity, type City } from './support/city';
import { readGuide, runExamples } from './support/guide';
import { aPerson, daysAgo, populationCsv, rosterCsv, vaccinationCsv } from './support/people';
import type { Dose, Employee, Person } from './support/people';
import { ownDirectory } from './support/own-directory';

type List = 'no-chip-card' | 'not-vaccinated' | 'record-missing';
type State = 'open' | 'sent' | 'in-progress' | 'resolved' | 'rejected';

interface Case {
  readonly id: string;
  readonly version: number;
  readonly state: State;
  readonly members: { agency: string; employeeCode: string; evidence: { certificate: string } | null }[];
}

const workers = {
  'no-chip-card': 'police',
  'not-vaccinated': 'health-department',
  'record-missing': 'health-department',
} as const;
const patience = 120_000;

describe('staff lists keep themselves', () => {
  let city: City;
  let agency: string;
  const group = (prefix: string, count: number, overrides: Partial<Person> = {}, vaccinated = false): Employee[] =>
    Array.from({ length: count }, (_, index) => ({
      code: `${prefix}-${index}`,
      person: aPerson(overrides),
      vaccinated,
    }));
  const whole = group('OK', 200, {}, true);
  const cardless = group('CARD', 100, { cardIssuedOn: '' }, true);
  const unvaccinated = group('SHOT', 120);
  const missing = group('REC', 80, {}, true);
  const staff = [...whole, ...cardless, ...unvaccinated, ...missing];

  beforeAll(async () => {
    city = await startCity();
    const unit = { name: 'Xí nghiệp xe buýt', district: 'dong-da', kind: 'private' };
    agency = (await as<{ id: string }>(['operator'], 'POST', '/v1/agencies', { body: unit })).body.id;
    await city.client.apply('population', populationCsv(staff.map(({ person }) => person)));
    await city.client.apply('vaccination', vaccinationCsv([...whole, ...cardless].flatMap(coursesOf)));
  }, patience);
  afterAll(() => city?.stop());

  const as = async <Body>(
    [role, claims]: readonly [OidcRole, TokenClaims?],
    method: string,
    path: string,
    { body, headers }: { body?: object | string; headers?: Record<string, string> } = {},
  ) => city.client.send<Body>(method, path, await city.stack.tokens(role, claims), body, headers);
  const ofAgency = () => ['agency', { agency }] as const;
  const coursesOf = ({ code, person }: Employee): Dose[] =>
    [1, 2].map((number) => ({
      person,
      recordId: `${code}-${person.idNumber.slice(-6)}-${number}`,
      number,
      on: daysAgo(63 - 21 * number),
    }));
  const upload = async (csv: string) =>
    as<{ received: number; matched: number; left: number; rejected: object[] }>(ofAgency(), 'POST', '/v1/staff-lists', {
      body: csv,
      headers: { 'content-type': 'text/csv' },
    });
  const casesOf = async (list: List, state: State, by: readonly [OidcRole, TokenClaims?] = [workers[list]]) => {
    const path = `/v1/staff-lists/${list}/cases?limit=500&agency=${agency}&state=${state}`;
    return (await as<{ items: Case[] }>(by, 'GET', path)).body.items;
  };
  const codesOf = (cases: readonly Case[]) => cases.map(({ members }) => members[0]!.employeeCode).sort();
  const codes = (employees: readonly Employee[]) => employees.map(({ code }) => code).sort();
  const untilCodes = async (list: List, state: State, employees: readonly Employee[]) => {
    await until(
      `${employees.length} cases of ${list} that are ${state}`,
      async () => codesOf(await casesOf(list, state)).join() === codes(employees).join(),
      patience,
    );
  };

  it(
    'puts 500 staff on three lists, to the person',
    async () => {
      const stranger = `X-1,Đặng Quốc Thử,1990-03-15,Nam,${aPerson().idNumber},0900000000,false,`;
      const other = `X-2,Lê Văn Khác,1990-03-15,Nam,${whole[0]!.person.idNumber},0900000000,false,`;

      const { status, body } = await upload(rosterCsv(staff, [stranger, other]));

      expect(status).toBe(200);
      expect(body).toMatchObject({ received: 502, matched: 500, left: 0 });
      expect(body.rejected).toEqual([
        { row: 501, employeeCode: 'X-1', outcomes: ['ID_NOT_IN_REGISTER'] },
        { row: 502, employeeCode: 'X-2', outcomes: ['NAME_MISMATCH'] },
      ]);
      await untilCodes('no-chip-card', 'open', cardless);
      await untilCodes('not-vaccinated', 'open', unvaccinated);
      await untilCodes('record-missing', 'open', missing);
      const [first] = await casesOf('record-missing', 'open');
      expect(first?.members[0]?.evidence).toMatchObject({ certificate: `GCN-${first?.members[0]?.employeeCode}` });
    },
    patience,
  );

  it('shows each list to who works on it, and to the agency its own', async () => {
    expect(codesOf(await casesOf('not-vaccinated', 'open', ofAgency()))).toEqual(codes(unvaccinated));
    const path = '/v1/staff-lists/not-vaccinated/cases';
    expect((await as(['police'], 'GET', path)).status).toBe(403);
    expect((await as(['operator'], 'GET', path)).status).toBe(403);
    const elsewhere = ['district', { district: 'tay-ho' }] as const;
    expect((await as<{ items: Case[] }>(elsewhere, 'GET', path)).body.items).toEqual([]);
    const { body } = await as<{ items: object[] }>(ofAgency(), 'GET', '/v1/staff-lists');
    expect(body.items).toMatchObject([{ agency, staff: 500, withCard: 400, vaccinated: 300, openCases: 300 }]);
  });

  it('is worked on: sent, taken, rejected with a reason', async () => {
    const sent = await as<{ sent: number }>(ofAgency(), 'POST', '/v1/staff-lists/record-missing/send');
    expect(sent.body.sent).toBe(80);
    const [one] = await casesOf('record-missing', 'sent');
    const path = `/v1/staff-lists/cases/${one!.id}`;
    const seen = (version: number) => ({ headers: { 'if-match': `"${version}"` } });

    expect((await as(['police'], 'POST', `${path}/take`, seen(one!.version))).status).toBe(404);
    const taken = await as<Case>(['health-department'], 'POST', `${path}/take`, seen(one!.version));
    expect(taken).toMatchObject({ status: 200, body: { state: 'in-progress' } });
    expect((await as(['health-department'], 'POST', `${path}/take`, seen(one!.version))).status).toBe(412);
    const rejected = await as<Case>(['health-department'], 'POST', `${path}/reject`, {
      ...seen(taken.body.version),
      headers: { ...seen(taken.body.version).headers, 'content-type': 'application/json' },
      body: JSON.stringify({ reason: 'The certificate is of somebody else' }),
    });
    expect(rejected.body).toMatchObject({ state: 'rejected', reason: 'The certificate is of somebody else' });
  });

  it('goes out by ward with sessions, and takes results back in one file', async () => {
    const fetched = async (path: string) => {
      const headers = { authorization: `Bearer ${await city.stack.tokens('police')}`, accept: 'text/csv' };
      const answer = await fetch(`${city.stack.gatewayUrl}${path}`, { headers });
      return (await answer.text()).trim().split('\r\n');
    };
    const [header, ...rows] = await fetched('/v1/staff-lists/no-chip-card/campaign?from=2030-06-01&size=30');
    expect(header).toBe('district,ward,on,half,id,subject,agencies,employeeCodes');
    expect(rows).toHaveLength(100);
    expect(rows[0]).toMatch(/^ba-dinh,Phúc Xá,2030-06-01,morning,/);
    expect(rows.at(-1)).toMatch(/^ba-dinh,Phúc Xá,2030-06-03,afternoon,/);

    const [one, two] = rows.map((row) => row.split(',')[4]);
    const headers = { 'content-type': 'text/csv' };
    const bring = (role: OidcRole, ...lines: string[]) =>
      as<{ applied: number; rejected: { row: number; errors: { code: string }[] }[] }>(
        [role],
        'POST',
        '/v1/staff-lists/no-chip-card/results',
        { body: ['id,result,reason', ...lines].join('\n'), headers },
      );
    expect((await bring('health-department', `${one},take,`)).status).toBe(403);
    const stranger = '00000000-0000-7000-8000-000000000000';
    const first = await bring('police', `${one},reject,Abroad`, `${one},take,`, `${stranger},take,`, `${two},reject,`);
    expect(first.body).toMatchObject({ received: 4, applied: 1 });
    expect(first.body.rejected.map(({ row, errors }) => [row, errors[0]?.code])).toEqual([
      [2, 'REPEATED'],
      [3, 'UNKNOWN_REFERENCE'],
      [4, 'REASON_REQUIRED'],
    ]);
    expect(await casesOf('no-chip-card', 'rejected')).toMatchObject([{ id: one, reason: 'Abroad' }]);
    expect((await bring('police', `${one},reopen,`)).body.applied).toBe(1);
    expect(await casesOf('no-chip-card', 'open')).toHaveLength(100);
  });

  it(
    'resolves by itself with a batch and a new card, and reopens when a record is taken back',
    async () => {
      const [vaccinatedNow, others] = [unvaccinated.slice(0, 50), unvaccinated.slice(50)];
      await city.client.apply('vaccination', vaccinationCsv(vaccinatedNow.flatMap(coursesOf)));
      const withCard = cardless.slice(0, 30).map(({ person }) => ({ ...person, cardIssuedOn: daysAgo(1) }));
      await city.client.apply('population', populationCsv(withCard));

      await untilCodes('not-vaccinated', 'resolved', vaccinatedNow);
      await untilCodes('not-vaccinated', 'open', others);
      await untilCodes('no-chip-card', 'resolved', cardless.slice(0, 30));

      const [again] = vaccinatedNow;
      const [header, ...rows] = vaccinationCsv(coursesOf(again!)).trim().split('\r\n');
      const withdrawn = [`${header},revision,withdrawn`, ...rows.map((row) => `${row},2,true`), ''].join('\r\n');
      await city.client.apply('vaccination', withdrawn);
      await untilCodes('not-vaccinated', 'open', [again!, ...others]);
    },
    patience,
  );

  it(
    'lets go of who leaves, and has a person of two agencies once',
    async () => {
      const second = { name: 'Bến xe', district: 'dong-da', kind: 'state' };
      const other = (await as<{ id: string }>(['operator'], 'POST', '/v1/agencies', { body: second })).body.id;
      const shared = cardless.at(-1)!;
      const headers = { 'content-type': 'text/csv' };
      await as(['agency', { agency: other }], 'POST', '/v1/staff-lists', { body: rosterCsv([shared]), headers });

      const { body } = await upload(rosterCsv(staff.filter(({ code }) => code !== shared.code && code !== 'CARD-98')));

      // The two whom the register does not confirm are not on this roster either.
      expect(body).toMatchObject({ received: 498, left: 4 });
      const csv = await fetch(`${city.stack.gatewayUrl}/v1/staff-lists/no-chip-card/cases?state=open`, {
        headers: { authorization: `Bearer ${await city.stack.tokens('police')}`, accept: 'text/csv' },
      });
      const [header] = (await csv.text()).split('\r\n');
      expect(header).toContain('subject,agency,district,employeeCode');
      await untilCodes('no-chip-card', 'open', cardless.slice(30, 98));
      const path = `/v1/staff-lists/no-chip-card/cases?agency=${other}`;
      const { items } = (await as<{ items: Case[] }>(['police'], 'GET', path)).body;
      expect(items).toMatchObject([{ state: 'open', members: [{ agency: other, employeeCode: shared.code }] }]);
    },
    patience,
  );

  it('is as its guide says', async () => {
    const directory = mkdtempSync(ownDirectory('staff-'));
    writeFileSync(join(directory, 'roster.csv'), rosterCsv(staff));
    const [agencyToken, police, health] = await Promise.all([
      city.stack.tokens('agency', { agency }),
      city.stack.tokens('police'),
      city.stack.tokens('health-department'),
    ]);
    const variables = { AGENCY_TOKEN: agencyToken, POLICE_TOKEN: police, HEALTH_TOKEN: health };
    const { gatewayUrl: GATEWAY } = city.stack;
    const { exitCode, printed, complaints } = await runExamples(readGuide('staff-lists.md'), {
      directory,
      variables: { GATEWAY, ...variables },
    });

    expect({ exitCode, complaints }).toMatchObject({ exitCode: 0 });
    expect(printed).not.toMatch(/"status":[45]\d\d/);
    expect(printed).toMatch(/"sent":[1-9]/);
    expect(printed).toContain('"state":"in-progress"');
    const lines = readFileSync(join(directory, 'results.csv'), 'utf8').trim().split('\n').length - 1;
    expect(printed).toContain(`{"received":${lines},"applied":${lines},"rejected":[]}`);
  });
});

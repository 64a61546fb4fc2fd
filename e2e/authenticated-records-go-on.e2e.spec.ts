import { until } from '@entry/client/until';
import { randomUUID } from 'node:crypto';
import { startCity, type City } from './support/city';
import { aPerson, daysAgo, infectionCsv, populationCsv, vaccinationCsv } from './support/people';

interface Entry {
  readonly position: string;
  readonly recordId: string;
  readonly kind: string;
  readonly fullName: string;
  readonly idNumber: string;
  readonly withdrawn: boolean;
  readonly doseNumber: number | null;
  readonly event: string | null;
}
interface Page {
  readonly items: Entry[];
  readonly next: string | null;
}

describe('authenticated records', () => {
  let city: City;
  const person = aPerson();
  const mine = ({ idNumber }: Entry) => idNumber === person.idNumber;
  const ids = (entries: readonly Entry[]) => entries.filter(mine).map(({ recordId }) => recordId);
  const name = person.idNumber.slice(6);
  beforeAll(async () => {
    city = await startCity();
    await city.client.apply('population', populationCsv([person]));
    await city.client.apply(
      'vaccination',
      vaccinationCsv(
        [1, 2].map((number) => ({ person, recordId: `${name}-${number}`, number, on: daysAgo(60 - number) })),
      ),
    );
    const report = { person, recordId: `${name}-F`, event: 'positive', on: daysAgo(5) } as const;
    await city.client.apply('infection', infectionCsv([report]));
  }, 180_000);
  afterAll(() => city?.stop());

  const get = (query: string) => city.client.as<Page>('police', 'GET', `/v1/authenticated-records?${query}`);
  const readAll = async (query: string, limit: number) => {
    const entries: Entry[] = [];
    for (let page = (await get(`limit=${limit}${query}`)).body; page.items.length > 0;) {
      entries.push(...page.items);
      page = (await get(`limit=${limit}&after=${page.next}`)).body;
    }
    return entries;
  };
  const all = async (count: number) =>
    until('all of them are listed', async () => {
      const entries = await readAll('', 1_000);
      return entries.filter(mine).length >= count && entries;
    });
  const stream = async (accept: string, query = '') => {
    const headers = { accept, authorization: `Bearer ${city.tokenOf('police')}` };
    return (await fetch(`${city.stack.gatewayUrl}/v1/authenticated-records?${query}`, { headers })).text();
  };

  it('are listed once each with the person as in the register, the same in pages of any size', async () => {
    const entries = await all(3);

    const sorted = entries.filter(mine).sort((one, other) => one.recordId.localeCompare(other.recordId));
    expect(sorted).toMatchObject([
      {
        recordId: `${name}-1`,
        kind: 'vaccination',
        doseNumber: 1,
        event: null,
        withdrawn: false,
        fullName: person.fullName,
      },
      { recordId: `${name}-2`, kind: 'vaccination', doseNumber: 2 },
      { recordId: `${name}-F`, kind: 'infection', doseNumber: null, event: 'positive' },
    ]);
    const before = entries[entries.findIndex(mine) - 1];
    expect(ids(await readAll(before ? `&after=${before.position}` : '', 1))).toEqual(ids(entries));
  });

  it('are streamed as NDJSON and CSV, and a stream that was cut goes on behind its last whole line', async () => {
    const whole = (await stream('application/x-ndjson')).trim().split('\n');
    const entries = whole.map((line) => JSON.parse(line) as Entry);
    expect(ids(entries)).toEqual(ids(await all(3)));

    const cut = entries[Math.floor(entries.length / 2)]!;
    const rest = (await stream('application/x-ndjson', `after=${cut.position}`)).trim().split('\n');
    expect(rest).toEqual(whole.slice(entries.indexOf(cut) + 1));
    const [header, ...rows] = (await stream('text/csv', `after=${cut.position}`)).trim().split('\r\n');
    expect(header).toContain('position,kind,recordId');
    expect(rows).toHaveLength(rest.length);
  });

  it('are told again when they change', async () => {
    const last = (await all(3)).at(-1)!.position;
    const [header, row = ''] = vaccinationCsv([{ person, recordId: `${name}-1`, number: 1, on: daysAgo(59) }]).split(
      '\r\n',
    );
    await city.client.apply('vaccination', `${header},withdrawn\r\n${row},true\r\n`);

    const news = await until('the change is listed', async () => {
      const found = (await readAll(`&after=${last}`, 1_000)).filter(mine);
      return found.length > 0 && found;
    });
    expect(news).toMatchObject([{ recordId: `${name}-1`, withdrawn: true }]);
  });

  it('go on behind what a receiver has acknowledged, which never goes back and never beyond what there is', async () => {
    const receiver = `c06-${randomUUID()}`;
    const acknowledge = (position: string) =>
      city.client.as<{ code?: string }>('police', 'POST', '/v1/authenticated-records/acknowledgements', {
        receiver,
        position,
      });
    const [first, second] = await all(3);

    expect((await get(`receiver=${receiver}&limit=1`)).body.items).toEqual([first]);
    expect((await acknowledge(second!.position)).status).toBe(200);
    expect((await acknowledge(second!.position)).status).toBe(200);
    expect((await get(`receiver=${receiver}&limit=1`)).body.items[0]?.position).not.toBe(second!.position);
    expect(await acknowledge(first!.position)).toMatchObject({ status: 409, body: { code: 'POSITION_BEHIND' } });
    const beyond = `9223372036854775806.${randomUUID()}.1`;
    expect(await acknowledge(beyond)).toMatchObject({ status: 422, body: { code: 'POSITION_UNKNOWN' } });
    expect((await get('after=nonsense')).status).toBe(422);
    const own = await city.client.as<{ items: object[] }>('police', 'GET', '/v1/authenticated-records/receivers');
    expect(own.body.items).toContainEqual(expect.objectContaining({ receiver, position: second!.position }));
  });

  it('are for the police alone', async () => {
    for (const role of ['health-ministry', 'auditor', 'analyst'] as const)
      expect((await city.client.as(role, 'GET', '/v1/authenticated-records')).status).toBe(403);
  });
});

import { randomUUID } from 'node:crypto';
import { startCity, type City } from './support/city';
import { aPerson, daysAgo, infectionCsv, populationCsv, qrOf, vaccinationCsv, type Person } from './support/people';
import { until } from '@entry/client/until';
import type { Device } from '@entry/client/city-client';

describe('a scan gets its verdict', () => {
  let city: City;
  let device: Device;
  beforeAll(async () => {
    city = await startCity();
    device = await city.client.enrolDevice();
  });
  afterAll(() => city?.stop());

  const scan = async (person: Person) => {
    const { body } = await city.client.verify(device, qrOf(person));
    return [body.decision, ...body.reasons.map(({ code }) => code)];
  };
  const register = (person: Person, status?: string) =>
    city.client.apply('population', populationCsv([person], status));
  const vaccinate = (person: Person) =>
    city.client.apply(
      'vaccination',
      vaccinationCsv([
        { person, recordId: `${person.idNumber.slice(6)}-1`, number: 1, on: daysAgo(42) },
        { person, recordId: `${person.idNumber.slice(6)}-2`, number: 2, on: daysAgo(21) },
      ]),
    );
  const report = (person: Person, event: 'positive' | 'recovered', on: string) =>
    city.client.push(
      'infection',
      infectionCsv([{ person, recordId: `${person.idNumber.slice(6)}-${event}`, event, on }]),
    );

  it('from an unknown person to a recovered one, each time by what is known then', async () => {
    const person = aPerson();
    expect(await scan(person)).toEqual(['check', 'NOT_IN_REGISTER']);

    await register(person);
    expect(await scan(person)).toEqual(['deny', 'NOT_VACCINATED']);

    const batch = await vaccinate(person);
    expect(batch).toMatchObject({ received: 2, invalid: 0, matched: 2, mismatched: 0, applied: 2, unchanged: 0 });
    expect(await scan(person)).toEqual(['allow']);

    await report(person, 'positive', daysAgo(8));
    await until('deny', async () => (await scan(person))[0] === 'deny');
    expect(await scan(person)).toEqual(['deny', 'INFECTED']);

    await report(person, 'recovered', daysAgo(1));
    await until('allow', async () => (await scan(person))[0] === 'allow');
  });

  it('lets a recovered person in who was never vaccinated', async () => {
    const person = aPerson();
    await register(person);
    await city.client.apply(
      'infection',
      infectionCsv([{ person, recordId: `${person.idNumber.slice(6)}-r`, event: 'recovered', on: daysAgo(30) }]),
    );
    expect(await scan(person)).toEqual(['allow']);
  });

  it('tells a forged card, an older card and a cancelled number', async () => {
    const person = aPerson();
    await register(person);
    await vaccinate(person);

    expect(await scan({ ...person, fullName: 'Lê Thị Khác' })).toEqual(['deny', 'NAME_MISMATCH']);
    expect(await scan({ ...person, cardIssuedOn: '2020-04-10' })).toEqual(['check', 'CARD_SUPERSEDED']);
    expect(await scan({ ...person, cardIssuedOn: '2022-04-10' })).toEqual(['check', 'CARD_NEWER_THAN_REGISTER']);
    expect(await scan({ ...person, fullName: 'DANG QUOC THU' })).toEqual(['allow']);

    await register(person, 'cancelled');
    expect((await scan(person)).slice(0, 2)).toEqual(['deny', 'CARD_CANCELLED']);
  });

  it('asks hospitals for a test as well', async () => {
    const person = aPerson();
    await register(person);
    await vaccinate(person);
    const hospital = await city.client.enrolDevice('hospital');

    const { body } = await city.client.verify(hospital, qrOf(person));
    expect([body.decision, ...body.reasons.map(({ code }) => code)]).toEqual(['check', 'TEST_REQUIRED']);
  });

  it('answers a repeated scan as the first time, and records it once', async () => {
    const person = aPerson();
    const scanId = randomUUID();
    const first = await city.client.verify(device, qrOf(person), { scanId, sequence: 7, direction: 'in' });
    await register(person);
    await vaccinate(person);

    expect((await city.client.verify(device, qrOf(person), { scanId })).body).toEqual(first.body);
    const other = await city.client.verify(device, qrOf(aPerson()), { scanId });
    expect([other.status, other.body.code]).toEqual([409, 'SCAN_ID_REUSED']);

    const events = await until('the event is stored', async () => {
      const items = await city.eventsAt(device.checkpoint);
      return items.some((event) => event.scanId === scanId) && items;
    });
    expect(events.filter((event) => event.scanId === scanId)).toHaveLength(1);
    expect(events.find((event) => event.scanId === scanId)).toMatchObject({
      sequence: 7,
      direction: 'in',
      decision: 'check',
      deviceId: device.id,
    });
  });

  it('refuses a revoked device', async () => {
    const lost = await city.client.enrolDevice();
    expect((await city.client.as('operator', 'POST', `/v1/devices/${lost.id}/revoke`)).status).toBe(200);

    const refused = await until('refused', async () => {
      const answer = await city.client.verify(lost, qrOf(aPerson()));
      return answer.status === 401 && answer;
    });
    expect(refused.body.code).toBe('DEVICE_REVOKED');
  });

  it('gives the same batch for the same key, and refuses another body under it', async () => {
    const person = aPerson();
    const key = randomUUID();
    const first = await city.client.push('population', populationCsv([person]), key);
    const again = await city.client.push('population', populationCsv([person]), key);
    expect(again.body.id).toBe(first.body.id);

    const other = await city.client.push('population', populationCsv([aPerson()]), key);
    expect([other.status, other.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
  });
});

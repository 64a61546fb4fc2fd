import type { Device } from '@entry/client/city-client';
import { until } from '@entry/client/until';
import { startCity, type City } from './support/city';
import { aPerson, populationCsv, qrOf } from './support/people';

interface Rotated {
  readonly token: string;
  readonly previousTokenGoodUntil: string;
}

describe('device tokens rotate without a missed scan', () => {
  const person = aPerson();
  let city: City;
  beforeAll(async () => {
    city = await startCity();
    await city.client.apply('population', populationCsv([person]));
  });
  afterAll(() => city?.stop());

  const rotate = async ({ id }: Device, request?: object) => {
    const { status, body } = await city.client.as<Rotated>('operator', 'POST', `/v1/devices/${id}/rotate`, request);
    expect(status).toBe(200);
    return body;
  };
  const revoke = ({ id }: Device) => city.client.as('operator', 'POST', `/v1/devices/${id}/revoke`);
  const scan = async (device: Device) => {
    const { status, body } = await city.client.verify(device, qrOf(person));
    return { status, code: body.code, scanId: body.scanId };
  };

  /** Scans one after the other, each with the token that the device has then. */
  const scanningWith = (deviceNow: () => Device) => {
    const answers: Awaited<ReturnType<typeof scan>>[] = [];
    let isOver = false;
    const scanning = (async () => {
      while (!isOver) answers.push(await scan(deviceNow()));
    })();
    return {
      answers,
      stop: async () => {
        isOver = true;
        await scanning;
      },
    };
  };
  const moreThan = (count: number, { answers }: ReturnType<typeof scanningWith>) =>
    until('more scans', () => Promise.resolve(answers.length > count));

  it('answers each scan, of who has the new token and of who still has the first, and stores it once', async () => {
    const first = await city.client.enrolDevice();
    let device = first;
    const scanners = [scanningWith(() => device), scanningWith(() => first)];
    const atOnce: Awaited<ReturnType<typeof scan>>[] = [];

    for (const _ of Array(4)) {
      await Promise.all(scanners.map((scanner) => moreThan(scanner.answers.length + 3, scanner)));
      device = { ...device, token: (await rotate(device)).token };
      atOnce.push(await scan(device));
    }
    await Promise.all(scanners.map((scanner) => moreThan(scanner.answers.length + 3, scanner)));
    await Promise.all(scanners.map((scanner) => scanner.stop()));

    const answers = [...atOnce, ...scanners.flatMap((scanner) => scanner.answers)];
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    const scanIds = answers.map(({ scanId }) => scanId).sort();
    await until('every scan is stored', async () => (await city.eventsAt(first.checkpoint)).length >= scanIds.length);
    expect((await city.eventsAt(first.checkpoint)).map(({ scanId }) => scanId).sort()).toEqual(scanIds);
  });

  it('refuses both tokens of a device that is revoked', async () => {
    const old = await city.client.enrolDevice();
    const fresh = { ...old, token: (await rotate(old)).token };
    expect((await scan(fresh)).status).toBe(200);

    await revoke(old);

    for (const device of [fresh, old]) {
      await until('the revocation', async () => (await scan(device)).status === 401);
      expect(await scan(device)).toMatchObject({ status: 401, code: 'DEVICE_REVOKED' });
    }
  });

  it('ends a token that leaked at once', async () => {
    const old = await city.client.enrolDevice();
    const fresh = { ...old, token: (await rotate(old, { previousTokenGoodForMinutes: 0 })).token };

    expect(await scan(fresh)).toMatchObject({ status: 200 });
    expect(await scan(old)).toMatchObject({ status: 401, code: 'TOKEN_ROTATED' });
  });
});

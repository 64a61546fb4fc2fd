import { randomUUID } from 'node:crypto';
import type { ServiceName } from '@entry/stack/services/service-names';
import { startCity, type City } from './support/city';
import type { Device } from '@entry/client/city-client';
import { aPerson, daysAgo, populationCsv, qrOf, vaccinationCsv } from './support/people';
import { until } from '@entry/client/until';

const peopleCount = 2_000;

describe('services killed in the middle', () => {
  let city: City;
  let device: Device;
  beforeAll(async () => {
    city = await startCity();
    device = await city.client.enrolDevice();
  });
  afterAll(() => city?.stop());

  /** Ends the process without a word, and starts it again. */
  const killAndRestart = async (name: ServiceName) => {
    await city.stack.service(name).kill('SIGKILL');
    await city.stack.service(name).start();
  };

  it.each<ServiceName>(['identity', 'health-status', 'access-log'])(
    '%s: no row and no scan is lost or counted twice',
    async (service) => {
      const people = Array.from({ length: peopleCount }, () => aPerson());
      const doses = people.flatMap((person, index) => [
        { person, recordId: `${service}-${index}-1`, number: 1, on: daysAgo(60) },
        { person, recordId: `${service}-${index}-2`, number: 2, on: daysAgo(30) },
      ]);
      await city.client.apply('population', populationCsv(people));

      const pushed = await city.client.push('vaccination', vaccinationCsv(doses));
      const acknowledged = scanWhile(people.slice(0, 40).map(qrOf));
      await killAndRestart(service);
      const batch = await until('the batch is completed', async () => {
        const found = await city.client.batch('vaccination', pushed.body.id);
        return found.state === 'completed' && found;
      });
      const scans = await acknowledged.stop();

      const rows = doses.length;
      expect(batch).toMatchObject({
        received: rows,
        invalid: 0,
        mismatched: 0,
        matched: rows,
        applied: rows,
        unchanged: 0,
      });
      for (const person of people.slice(0, 20)) {
        expect((await city.client.verify(device, qrOf(person))).body.decision).toBe('allow');
      }
      await expectStoredOnce(scans);
    },
    180_000,
  );

  it('the gateway: what it answered is stored, once', async () => {
    const qrs = Array.from({ length: 50 }, () => qrOf(aPerson()));
    const scans: string[] = [];
    for (const qr of qrs) {
      const scanId = randomUUID();
      if ((await city.client.verify(device, qr, { scanId })).status === 200) scans.push(scanId);
    }
    await killAndRestart('gateway');
    await expectStoredOnce(scans);
  }, 120_000);

  async function expectStoredOnce(scans: readonly string[]): Promise<void> {
    const stored = await until('every scan is stored', async () => {
      const ids = (await city.eventsAt(device.checkpoint)).map(({ scanId }) => scanId);
      return scans.every((scanId) => ids.includes(scanId)) && ids;
    });
    expect(new Set(stored).size).toBe(stored.length);
  }

  /** Scans one after the other until told to stop; gives the ids of those that were answered. */
  function scanWhile(qrs: readonly string[]) {
    let stopping = false;
    const run = (async () => {
      const answered: string[] = [];
      for (let index = 0; !stopping; index++) {
        const scanId = randomUUID();
        const { status } = await city.client.verify(device, qrs[index % qrs.length] ?? '', { scanId });
        if (status === 200) answered.push(scanId);
      }
      return answered;
    })();
    return {
      stop: () => {
        stopping = true;
        return run;
      },
    };
  }
});

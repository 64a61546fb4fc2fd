import { Scanner } from '@entry/chaos/workload/scanner';
import { Poster } from '@entry/client/poster';
import { checkStored } from '@entry/client/stack/stored-scans';
import { serviceNames } from '@entry/stack/services/service-names';
import { startCity, type City } from './support/city';
import { aPerson, populationCsv, qrOf } from './support/people';

const scanners = 3;
const scansBetween = 20;

describe('restarts lose nothing', () => {
  const known = [aPerson(), aPerson()];
  const qrs = [...known, aPerson()].map(qrOf);
  const running: Scanner[] = [];
  const devices: string[] = [];
  let city: City;
  let gate: Poster;

  beforeAll(async () => {
    city = await startCity();
    gate = new Poster(`${city.stack.gatewayUrl}/v1/verify`, scanners);
    await city.client.apply('population', populationCsv(known));
    for (let number = 0; number < scanners; number++) {
      const { id, token } = await city.client.enrolDevice();
      devices.push(id);
      running.push(new Scanner({ gate, token, number, scanners, qrs, every: 20 }));
    }
  });
  afterAll(async () => {
    await Promise.all(running.map((scanner) => scanner.stop()));
    await gate?.close();
    await city?.stop();
  });

  const scansGoOn = () => Promise.all(running.map((scanner) => scanner.untilMoreAnswered(scansBetween)));
  const attempts = () => running.flatMap((scanner) => scanner.attempts);

  it.each(serviceNames)('while %s stops in order and starts again under scans', async (name) => {
    const service = city.stack.service(name);
    await scansGoOn();
    await service.stop();
    expect(service.lastEnd).toBe('exit code 0');
    await service.start();
    await scansGoOn();

    // That a busy disk did not keep a scan in time is an answer.
    expect(attempts().filter(({ completion, decision }) => completion === 'indeterminate' && !decision)).toEqual([]);
  });

  it('and each scan that was answered is stored once', async () => {
    await Promise.all(running.map((scanner) => scanner.stop()));

    const answered = attempts().flatMap(({ scanId, completion }) => (completion === 'ok' ? [scanId] : []));
    expect(await checkStored(city.stack, answered, devices)).toMatchObject({ missing: 0, twice: 0 });
  });
});

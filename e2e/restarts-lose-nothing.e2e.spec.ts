import { Scanner } from '@entry/chaos/workload/scanner';
import { checkStored } from '@entry/client/stack/stored-scans';
import { serviceNames } from '@entry/stack/services/service-names';
import { startCity, type City } from './support/city';
import { aPerson, populationCsv, qrOf } from './support/people';
import { WatchedClient } from './support/watched-client';

const scannersAtOnce = 3;
const scansBetween = 20;

describe('restarts lose nothing', () => {
  const known = [aPerson(), aPerson()];
  const cards = [...known, aPerson()].map(qrOf);
  const scanners: Scanner[] = [];
  let city: City;
  let client: WatchedClient;

  beforeAll(async () => {
    city = await startCity();
    client = new WatchedClient(city.stack.gatewayUrl, city.tokenOf);
    await city.client.apply('population', populationCsv(known));
    for (let index = 0; index < scannersAtOnce; index++) {
      const device = await city.client.enrolDevice();
      scanners.push(new Scanner(client, device, cards, () => 1));
    }
  });
  afterAll(async () => {
    await Promise.all(scanners.map((scanner) => scanner.stop()));
    await city?.stop();
  });

  const scansGoOn = () =>
    Promise.all(scanners.map((scanner) => scanner.untilAnswered(scanner.answered.length + scansBetween)));

  it.each(serviceNames)('while %s stops in order and starts again under scans', async (name) => {
    const service = city.stack.service(name);
    await scansGoOn();
    await service.stop();
    expect(service.lastEnd).toBe('exit code 0');
    await service.start();
    await scansGoOn();

    const failures = client.failures.filter((code) => code !== 'ECONNREFUSED');
    const refusals = client.refusals.filter(({ status, retryAfter }) => status !== 503 || retryAfter === null);
    expect({ failures, refusals }).toEqual({ failures: [], refusals: [] });
  });

  it('and each scan that was answered is stored once', async () => {
    await Promise.all(scanners.map((scanner) => scanner.stop()));

    const answered = scanners.flatMap((scanner) => scanner.answered.map(({ scanId }) => scanId));
    expect(await checkStored(city.stack, answered)).toEqual({ missing: 0, twice: 0 });
  });
});

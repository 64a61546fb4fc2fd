import { CityClient } from '@entry/client/city-client';
import { until } from '@entry/client/until';
import { serviceNames } from '@entry/stack/services/service-names';
import { ComposeProject, whatContainersLack } from './support/containers';
import { aPerson, daysAgo, populationCsv, qrOf, vaccinationCsv } from './support/people';

const patience = 600_000;
const lacking = whatContainersLack();
const describeIfPossible = lacking === null ? describe : describe.skip;
if (lacking !== null) process.stderr.write(`docker compose is not tried: ${lacking}\n`);

describeIfPossible(lacking === null ? 'docker compose' : `docker compose, not tried: ${lacking}`, () => {
  let project: ComposeProject;
  beforeAll(async () => {
    project = await ComposeProject.make();
    await project.call('build');
  }, patience);
  afterAll(() => project?.call('down', '--volumes', '--rmi', 'local', '--timeout', '5'), patience);

  it(
    'answers scans from nothing, ends when asked, and keeps its data over down and up',
    async () => {
      await project.up();
      const city = await until('the demonstration devices', () => project.demonstration(), patience);
      const client = new CityClient(city.gateway, (role) => (role === 'device' ? '' : city.tokens[role]));
      const device = city.devices[0]!;
      const person = aPerson();
      // Facts that Redis does not hold yet may come too late for a scan: it is `check` then.
      const allowed = () =>
        until('allow', async () => {
          const { body } = await client.verify(device, qrOf(person));
          return body.decision === 'allow' && body;
        });
      const isStored = async (scanId: string) => {
        const path = `/v1/access-events?limit=500&checkpoint=${device.checkpoint}`;
        const { body } = await client.as<{ items?: { scanId: string }[] }>('auditor', 'GET', path);
        return body.items?.some((event) => event.scanId === scanId);
      };

      await client.apply('population', populationCsv([person]));
      const recordId = person.idNumber.slice(6);
      const doses = [1, 2].map((number) => {
        return { person, recordId: `${recordId}-${number}`, number, on: daysAgo(63 - 21 * number) };
      });
      await client.apply('vaccination', vaccinationCsv(doses));
      const { scanId } = await allowed();
      await until('the scan in the access log', () => isStored(scanId));

      await project.call('stop');
      expect(await project.exitCodes()).toEqual(serviceNames.map(() => '0'));
      await project.call('down');
      await project.up();
      await allowed();
      await until('the earlier scan in the access log', () => isStored(scanId));
    },
    patience,
  );

  it('runs the services as a user who may change nothing of the program', async () => {
    const user = await project.call('exec', '-T', 'gateway', 'sh', '-c', 'id -un; test -w /app || echo read-only');

    expect(user.trim().split(/\s+/)).toEqual(['node', 'read-only']);
  });
});

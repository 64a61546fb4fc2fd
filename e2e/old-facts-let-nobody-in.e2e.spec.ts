import { defaultEntryPolicy } from '@entry/contracts/default-entry-policy';
import { EntryPolicyV1 } from '@entry/contracts/events/administration.v1';
import type { Device } from '@entry/client/city-client';
import { until } from '@entry/client/until';
import { EventPublisher } from '@entry/platform/kafka/event-publisher';
import { toEventMessage } from '@entry/platform/kafka/event-message';
import { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import { testBrokers } from '@entry/testing/test-environment';
import { Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { startCity, type City } from './support/city';
import { aPerson, daysAgo, infectionCsv, populationCsv, qrOf, vaccinationCsv, type Person } from './support/people';

/** Seconds. */
const bound = { mall: 4, hospital: 600 };

describe('A gate that hears nothing of the owners of its facts', () => {
  const publisher = new EventPublisher(new KafkaConnection(testBrokers(), 'old-facts-test'));
  const policyVersion = `old-facts-${randomUUID()}`;
  const [healthy, infected] = [aPerson(), aPerson()];
  let city: City;
  let mall: Device;
  let hospital: Device;

  const validFrom = new Date().toISOString();
  const publish = (version: number, validTo: string | null) => {
    const factsMaxAge = { usual: 300, byVenueKind: bound };
    const policy = { ...defaultEntryPolicy, policyVersion, validFrom, validTo, factsMaxAge, version };
    return publisher.publish([toEventMessage(EntryPolicyV1, policy, { source: '/test', time: new Date() })]);
  };
  const verdictOf = async (device: Device, person: Person) => {
    const { body } = await city.client.verify(device, qrOf(person));
    return [body.decision, ...body.reasons.map(({ code }) => code)].join(' ');
  };
  const untilVerdict = (device: Device, person: Person, verdict: string) =>
    until(verdict, async () => (await verdictOf(device, person)) === verdict);

  beforeAll(async () => {
    Logger.overrideLogger(false);
    city = await startCity();
    mall = await city.client.enrolDevice('mall');
    hospital = await city.client.enrolDevice('hospital');
    await city.client.apply('population', populationCsv([healthy, infected]));
    const doses = (person: Person) =>
      [90, 60].map((days, index) => ({
        person,
        recordId: `${policyVersion}-${person.idNumber.slice(-6)}-${index}`,
        number: index + 1,
        on: daysAgo(days),
      }));
    await city.client.apply('vaccination', vaccinationCsv([healthy, infected].flatMap(doses)));
    const report = { person: infected, recordId: `${policyVersion}-F0`, event: 'positive', on: daysAgo(0) } as const;
    const test = {
      person: healthy,
      recordId: `${policyVersion}-test`,
      event: 'negative_test',
      on: daysAgo(0),
    } as const;
    await city.client.apply('infection', infectionCsv([report, test]));
    await publish(1, null);
  });
  afterAll(async () => {
    await publish(2, validFrom);
    await publisher.onApplicationShutdown();
    await city.stop();
  });

  it('lets nobody in beyond the bound of the entry policy, keeps denials, and lets in again when it hears of them', async () => {
    await untilVerdict(mall, healthy, 'allow');
    await untilVerdict(hospital, healthy, 'allow');
    await city.stack.service('identity').kill();

    await untilVerdict(mall, healthy, 'check FACTS_UNAVAILABLE');
    expect(await verdictOf(mall, infected)).toBe('deny INFECTED');
    expect(await verdictOf(hospital, healthy)).toBe('allow');

    await city.stack.service('identity').start();
    await untilVerdict(mall, healthy, 'allow');
    expect(await verdictOf(mall, infected)).toBe('deny INFECTED');
  });
});

import { defaultEntryPolicy } from '@entry/contracts/default-entry-policy';
import { AccessEventStoredV1, AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import { CheckpointV1, DeviceV1, EntryPolicyV1 } from '@entry/contracts/events/administration.v1';
import { CitizenV1 } from '@entry/contracts/events/citizen.v1';
import { FactsAppliedV1 } from '@entry/contracts/events/facts-applied.v1';
import { HealthStatusV1 } from '@entry/contracts/events/health-status.v1';
import { InfectionAuthenticatedV1, VaccinationAuthenticatedV1 } from '@entry/contracts/events/record-authenticated.v1';
import { InfectionSubmittedV1, VaccinationSubmittedV1 } from '@entry/contracts/events/record-submitted.v1';
import { deadLetterTopic, partitionsOf } from '@entry/contracts/topics';
import type { Device } from '@entry/client/city-client';
import { until } from '@entry/client/until';
import { EventPublisher } from '@entry/platform/kafka/event-publisher';
import { toEventMessage } from '@entry/platform/kafka/event-message';
import { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import { isDoubtful } from '@entry/platform/facts/facts-format';
import { testBrokers, testRedisUrl } from '@entry/testing/test-environment';
import { startTopicReader } from '@entry/testing/topic-reader';
import { Logger } from '@nestjs/common';
import { Redis } from 'ioredis';
import { startCity, type City } from './support/city';
import { aPerson, daysAgo, infectionCsv, populationCsv, qrOf, vaccinationCsv, type Person } from './support/people';

const consumed = [
  CitizenV1,
  HealthStatusV1,
  VaccinationSubmittedV1,
  InfectionSubmittedV1,
  VaccinationAuthenticatedV1,
  InfectionAuthenticatedV1,
  AccessEventV1,
  AccessEventStoredV1,
  DeviceV1,
  CheckpointV1,
  EntryPolicyV1,
  FactsAppliedV1,
];

describe('unreadable messages are set aside', () => {
  const connection = new KafkaConnection(testBrokers(), 'unreadable-test');
  const publisher = new EventPublisher(connection);
  let city: City;
  let device: Device;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    city = await startCity();
    device = await city.client.enrolDevice();
  });
  afterAll(async () => {
    await publisher.onApplicationShutdown();
    await city.stop();
  });

  const courseOf = (of: Person) => [
    { person: of, recordId: `unreadable-${of.idNumber.slice(-6)}-1`, number: 1, on: daysAgo(90) },
    { person: of, recordId: `unreadable-${of.idNumber.slice(-6)}-2`, number: 2, on: daysAgo(60) },
  ];
  const somebodyVaccinated = async () => {
    const person = aPerson();
    await city.client.apply('population', populationCsv([person]));
    await city.client.apply('vaccination', vaccinationCsv(courseOf(person)));
    return person;
  };
  const verdictOf = async (of: Person) => (await city.client.verify(device, qrOf(of))).body.decision;

  /** A look-up may come too late for a scan. */
  const decided = (of: Person) =>
    until('a verdict that rests on facts', async () => {
      const decision = await verdictOf(of);
      return decision !== 'check' && decision;
    });

  it.each(consumed)('of $topic, with the reason; what comes behind is handled', async ({ topic, type }) => {
    const key = `unreadable-${type}`;
    const headers = { ce_type: type };
    await publisher.publish(
      partitionsOf(topic).map((partition) => ({ topic, key, value: '{"broken":', headers, partition })),
    );

    const reader = await startTopicReader(connection, deadLetterTopic(topic));
    const letters = await reader.messagesOf(key, partitionsOf(topic).length);
    await reader.stop();

    expect(new Set(letters.map(({ headers: { 'dead-letter-reason': reason } }) => reason))).toEqual(
      new Set(['the value is not JSON']),
    );
    expect(new Set(letters.map(({ headers: { 'dead-letter-partition': partition } }) => Number(partition)))).toEqual(
      new Set(partitionsOf(topic)),
    );
  });

  it('and nobody is let in while there is an entry policy that cannot be read', async () => {
    const person = await somebodyVaccinated();
    expect(await verdictOf(person)).toBe('check');
    const [validFrom, validTo] = ['2000-01-01T00:00:00+07:00', '2000-01-02T00:00:00+07:00'];
    const ended = { ...defaultEntryPolicy, policyVersion: `unreadable-${EntryPolicyV1.type}`, validFrom, validTo };
    await publisher.publish([toEventMessage(EntryPolicyV1, ended, { source: '/test', time: new Date() })]);

    expect(await decided(person)).toBe('allow');
  });

  it('and the whole way from a batch to a stored scan goes on', async () => {
    const next = await somebodyVaccinated();
    const { body } = await city.client.verify(device, qrOf(next));
    await city.client.apply(
      'infection',
      infectionCsv([
        { person: next, recordId: `unreadable-${next.idNumber.slice(-6)}-F0`, event: 'positive', on: daysAgo(0) },
      ]),
    );

    expect(body.decision).toBe('allow');
    expect(await verdictOf(next)).toBe('deny');
    await until('the scan is stored', async () => {
      const stored = await city.eventsAt(device.checkpoint);
      return stored.some(({ scanId }) => scanId === body.scanId);
    });
  });

  it('and a gate that could not read a fact asks about that person, also when the other half of the facts changes', async () => {
    const redis = new Redis(testRedisUrl());
    const people = () => redis.keysBuffer('p????????????????');
    const before = (await people()).map((key) => key.toString('hex'));
    const person = await somebodyVaccinated();
    const key = (await people()).find((each) => !before.includes(each.toString('hex'))) ?? Buffer.of();
    const subject = key.toString('base64url', 1);
    await publisher.publish([
      { topic: HealthStatusV1.topic, key: subject, value: '{}', headers: { ce_type: HealthStatusV1.type } },
    ]);

    await until('the doubt', async () => isDoubtful((await redis.hgetBuffer(key, 'h')) ?? Buffer.of()));
    redis.disconnect();
    expect(await decided(person)).toBe('allow');
    await city.client.apply('population', populationCsv([{ ...person, dateOfBirth: person.dateOfBirth.slice(0, 4) }]));
    expect(await decided(person)).toBe('allow');
  });
});

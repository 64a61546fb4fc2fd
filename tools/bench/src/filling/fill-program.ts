import { dayOf } from '@entry/citizens/calendar/day';
import { residentAt } from '@entry/citizens/residents';
import { CitizenV1 } from '@entry/contracts/events/citizen.v1';
import { HealthStatusV1 } from '@entry/contracts/events/health-status.v1';
import { toEventMessage, type EventMessage } from '@entry/platform/kafka/event-message';
import { EventPublisher } from '@entry/platform/kafka/event-publisher';
import { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import { CitizenTags } from '@entry/platform/personal-data/pseudonyms';
import { createSecretKey } from 'node:crypto';
import { parent } from '../processes/parent';
import { factsOf } from './person-facts';

/** The people of a city from one index to before another. */
export interface FillOrder {
  readonly brokers: string;
  readonly keys: { readonly subject: string; readonly tag: string };
  readonly seed: number;
  readonly today: string;
  readonly from: number;
  readonly to: number;
}

const peopleAtOnce = 1_000;

/** Puts people into the two compacted topics, as their owners would; tells how many there are whenever some more are. */
async function fill({ brokers, keys, seed, today, from, to }: FillOrder): Promise<void> {
  const publisher = new EventPublisher(new KafkaConnection(brokers.split(','), 'filling'));
  const keyOf = (text: string) => createSecretKey(Buffer.from(text, 'base64'));
  const pseudonyms = { subjectKey: keyOf(keys.subject), tags: new CitizenTags(keyOf(keys.tag)) };
  const city = { seed, today: dayOf(today) };
  const messagesOf = (index: number): EventMessage[] => {
    const { citizen, health } = factsOf(city, residentAt(city, index), pseudonyms);
    const origin = { time: new Date() };
    const card = toEventMessage(CitizenV1, citizen, { ...origin, source: '/identity' });
    return health ? [card, toEventMessage(HealthStatusV1, health, { ...origin, source: '/health-status' })] : [card];
  };
  let published = Promise.resolve();
  for (let start = from; start < to; start += peopleAtOnce) {
    const end = Math.min(start + peopleAtOnce, to);
    const messages = Array.from({ length: end - start }, (_, place) => messagesOf(start + place)).flat();
    // The next ones are made while these are on their way.
    await published;
    published = publisher.publish(messages).then(() => parent.tell({ filled: end - from }));
  }
  await published;
  await publisher.onApplicationShutdown();
}

parent.onMessage<FillOrder>((order) => {
  fill(order).catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  });
});

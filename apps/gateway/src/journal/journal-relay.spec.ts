import { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import type { EventMessage } from '@entry/platform/kafka/event-message';
import type { EventPublisher } from '@entry/platform/kafka/event-publisher';
import { until } from '@entry/testing/until';
import { Logger } from '@nestjs/common';
import type { Journal } from './journal';
import { aJournalDirectory, aScan, aTraceparent, keep, type JournalDirectory } from './journal.fake';
import { JournalRelay } from './journal-relay';

/** What came to Kafka; it may be away. */
class FakeKafka implements Pick<EventPublisher, 'publish'> {
  readonly taken: EventMessage[] = [];
  sends = 0;
  isAway = false;

  publish(messages: readonly EventMessage[]): Promise<void> {
    if (this.isAway) return Promise.reject(new Error('no broker'));
    this.sends += 1;
    this.taken.push(...messages);
    return Promise.resolve();
  }

  sequences(): (number | null)[] {
    return this.taken.map(({ value }) => AccessEventV1.data.parse(JSON.parse(value)).sequence);
  }
}

describe('JournalRelay', () => {
  let directory: JournalDirectory;
  let journal: Journal;
  let kafka: FakeKafka;
  let relay: JournalRelay;
  beforeAll(() => {
    Logger.overrideLogger(false);
  });
  beforeEach(async () => {
    directory = aJournalDirectory();
    kafka = new FakeKafka();
    await start();
  });
  afterEach(async () => {
    await relay.beforeApplicationShutdown();
    await directory.remove();
  });

  const start = async () => {
    journal = await directory.open();
    relay = new JournalRelay(journal, kafka as unknown as EventPublisher);
    relay.onApplicationBootstrap();
  };
  const restart = async () => {
    await relay.beforeApplicationShutdown();
    await directory.close();
    kafka.taken.length = 0;
    await start();
  };
  const append = (sequence: number) => keep(journal, aScan({ sequence }));
  const untilSent = (count: number) => until(`${count} messages`, () => kafka.taken.length >= count);
  const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

  it('lets scans that come one after another share a send', async () => {
    for (const sequence of upTo(100)) await append(sequence);
    await untilSent(100);

    expect(kafka.sends).toBeLessThan(50);
  });

  it('sends each scan once and in order, while scans come', async () => {
    for (const sequence of upTo(100)) await append(sequence);
    await Promise.all(upTo(1_400).map((sequence) => append(100 + sequence)));
    await untilSent(1_500);

    expect(kafka.sequences()).toEqual(upTo(1_500));
  });

  it('sends under the id that the journal knows, with the trace of the scan', async () => {
    await append(1);
    await untilSent(1);
    const [{ event } = { event: null }] = await journal.readAfter('', 1);

    expect(kafka.taken[0]).toMatchObject({
      topic: AccessEventV1.topic,
      key: event?.subject,
      headers: { ce_id: event?.eventId, traceparent: aTraceparent },
    });
    expect(JSON.parse(kafka.taken[0]!.value)).toEqual(event);
  });

  it('delivers later, in order, what came while Kafka was away', async () => {
    kafka.isAway = true;
    for (const sequence of upTo(20)) await append(sequence);
    kafka.isAway = false;
    await append(21);
    await untilSent(21);

    expect(kafka.sequences()).toEqual(upTo(21));
  });

  it('sends again after a restart what nobody confirmed, and nothing else', async () => {
    for (const sequence of upTo(10)) await append(sequence);
    await untilSent(10);
    const confirmed = (await journal.readAfter('', 10)).filter(({ event }) => event.sequence! % 2 === 0);
    await journal.forget(
      confirmed.map(({ event }) => event.eventId),
      'stored',
      0,
      1n,
    );
    await restart();
    await untilSent(5);
    await append(11);
    await untilSent(6);

    expect(kafka.sequences()).toEqual([1, 3, 5, 7, 9, 11]);
  });

  it('sends again what stays unconfirmed, and not what was confirmed meanwhile', async () => {
    for (const sequence of upTo(3)) await append(sequence);
    await untilSent(3);
    const [, second] = await journal.readAfter('', 3);
    await journal.forget([second!.event.eventId], 'stored', 0, 1n);
    const now = Date.now;
    let ahead = 0;
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => now() + ahead);
    const untilLooked = () => until('a look at the oldest', () => reads.mock.calls.some(([, limit]) => limit === 1));
    const reads = jest.spyOn(journal, 'readAfter');
    ahead = 2_000;
    await untilLooked();
    ahead = 60_000;
    await untilSent(5);
    clock.mockRestore();

    expect(kafka.sequences()).toEqual([1, 2, 3, 1, 3]);
  });

  it('waits while scans keep the gate busy, and not for ever', async () => {
    const utilization = jest.spyOn(performance, 'eventLoopUtilization');
    utilization.mockReturnValue({ idle: 0, active: 1, utilization: 0.95 });
    await keep(journal, aScan({ sequence: 1, receivedAt: new Date(Date.now() - 1_000).toISOString() }));
    await untilSent(1);

    await keep(journal, aScan({ sequence: 2, receivedAt: new Date(Date.now() + 60_000).toISOString() }));
    await until('the relay to ask', () => utilization.mock.calls.length > 6);
    expect(kafka.sequences()).toEqual([1]);
    utilization.mockReturnValue({ idle: 1, active: 0, utilization: 0.5 });
    await untilSent(2);
    utilization.mockRestore();
  });
});

import { ScansRecordedV1, type ScanTally } from '@entry/contracts/events/scans-recorded.v1';
import type { EventMessage } from '@entry/platform/kafka/event-message';
import type { EventPublisher } from '@entry/platform/kafka/event-publisher';
import { Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Journal } from './journal';
import { aJournalDirectory, aScan, keep, type JournalDirectory } from './journal.fake';
import { TallyRelay } from './tally-relay';

const later = '2026-11-23T02:00:00.000Z';
const deviceId = randomUUID();
const none = '00000000-0000-0000-0000-000000000000';

describe('TallyRelay', () => {
  let directory: JournalDirectory;
  let journal: Journal;
  let isAway: boolean;
  beforeAll(() => {
    Logger.overrideLogger(false);
  });
  beforeEach(async () => {
    directory = aJournalDirectory();
    journal = await directory.open();
    isAway = false;
  });
  afterEach(() => directory.remove());

  /** What comes to Kafka. */
  const tell = async (before = later): Promise<ScanTally[]> => {
    const sent: EventMessage[] = [];
    const publisher = {
      publish: (messages: readonly EventMessage[]) => {
        if (isAway) return Promise.reject(new Error('no broker'));
        sent.push(...messages);
        return Promise.resolve();
      },
    };
    const relay = new TallyRelay(journal, publisher as unknown as EventPublisher);
    while (await relay.relay(before));
    return sent.flatMap(({ value }) => ScansRecordedV1.data.parse(JSON.parse(value)).tallies);
  };
  const scanAt = (receivedAt: string, device = deviceId) => keep(journal, aScan({ deviceId: device, receivedAt }));
  const idsKept = async () => (await journal.readAfter('', 10_000)).map(({ event }) => event.eventId);
  const shown = (tallies: readonly ScanTally[]) => tallies.map(({ minute, scans }) => [minute.slice(11, 16), scans]);

  it('tells how many scans were kept by device and minute, those of ended minutes alone', async () => {
    for (const second of ['00', '30', '59']) await scanAt(`2026-11-23T01:00:${second}.999Z`);
    await scanAt('2026-11-23T01:01:00.000Z');
    await scanAt('2026-11-23T01:01:00.000Z', randomUUID());

    const told = await tell('2026-11-23T01:01:00.000Z');
    expect(shown(told)).toEqual([['01:00', 3]]);
    expect(told[0]).toMatchObject({ deviceId, part: (await idsKept())[0] });
    expect(shown(await tell())).toEqual([
      ['01:01', 1],
      ['01:01', 1],
    ]);
    expect(await tell()).toEqual([]);
  });

  it('tells a scan that is in the journal no more, over a restart and while Kafka is away', async () => {
    for (let scan = 0; scan < 3; scan += 1) await scanAt('2026-11-23T01:00:00.000Z');
    await journal.forget(await idsKept(), 'topic', 0, 1n);
    isAway = true;
    await expect(tell()).rejects.toThrow('no broker');
    await directory.close();
    journal = await directory.open();
    isAway = false;

    expect(await idsKept()).toEqual([]);
    expect(shown(await tell())).toEqual([['01:00', 3]]);
  });

  it('goes on counting where the process before was cut off', async () => {
    await scanAt('2026-11-23T01:00:00.000Z');
    await directory.close();
    journal = await directory.open();
    await scanAt('2026-11-23T01:00:01.000Z');

    expect(shown(await tell())).toEqual([['01:00', 2]]);
  });

  it('tells what comes after its minute was told as a part of its own', async () => {
    await scanAt('2026-11-23T01:00:00.000Z');
    const [first] = await tell();
    await scanAt('2026-11-23T01:00:00.000Z');
    const [second] = await tell();

    expect([first, second].map((tally) => tally?.scans)).toEqual([1, 1]);
    expect(second?.part).not.toBe(first?.part);
    expect([first?.eventIds, second?.eventIds]).toEqual(await idsKept());
  });

  it('keeps what changes while it is told', async () => {
    await scanAt('2026-11-23T01:00:00.000Z');
    const before = await journal.readTallies(later, 10);
    await scanAt('2026-11-23T01:00:00.000Z');
    await journal.forgetTallies(before);
    const [told] = await tell();

    expect(told).toMatchObject({ part: before[0]?.part, scans: 2 });
    expect(told?.eventIds).not.toBe(none);
  });
});

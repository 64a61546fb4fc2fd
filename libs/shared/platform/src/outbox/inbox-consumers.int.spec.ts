import { Logger } from '@nestjs/common';
import { until } from '@entry/testing/until';
import { keep, ParcelInbox, upTo } from './parcel-inbox.fake';

describe('InboxConsumers', () => {
  let inbox: ParcelInbox;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    inbox = await ParcelInbox.open();
  });
  beforeEach(() => inbox.begin());
  afterEach(() => inbox.stop());
  afterAll(() => inbox.close());

  const untilMembers = (count: number) =>
    until(`${count} readers`, async () => {
      const { groups } = await inbox.connection.withAdmin((admin) => admin.describeGroups([inbox.group]));
      return groups[0]?.state === 'Stable' && groups[0].members.length === count;
    });

  it('keeps nothing of an attempt that failed after it had written, and applies the events once', async () => {
    let attempts = 0;
    const seenAtTheStart: number[][] = [];
    inbox.start(async (events, change) => {
      seenAtTheStart.push(await inbox.kept('A'));
      await keep(events, change);
      attempts += 1;
      if (attempts < 3) throw new Error('cut off');
    });
    await inbox.send('A', ...upTo(50));
    await inbox.untilKept('A', 50);

    expect(seenAtTheStart.slice(0, 3)).toEqual([[], [], []]);
    expect(await inbox.kept('A')).toEqual(upTo(50));
  });

  it('goes on after a restart from where its effects are, whatever Kafka remembers', async () => {
    inbox.start();
    await inbox.send('A', ...upTo(20));
    await inbox.untilKept('A', 20);
    await inbox.stop();
    await inbox.connection.withAdmin((admin) => admin.deleteGroups([inbox.group]));
    inbox.start();
    await inbox.send('A', 21);
    await inbox.untilKept('A', 21);

    expect(await inbox.kept('A')).toEqual(upTo(21));
  });

  it('reads again what a database lost that went back to an earlier state', async () => {
    inbox.start();
    await inbox.send('A', ...upTo(20));
    await inbox.untilKept('A', 20);
    await inbox.goBackTo('A', 12);
    await inbox.send('A', 21);
    await inbox.untilKept('A', 21);

    expect(await inbox.kept('A')).toEqual(upTo(21));
  });

  it('applies each event once, in order, while instances come and go', async () => {
    const parcels = ['A', 'B', 'C', 'D'];
    inbox.start();
    for (const number of upTo(60)) {
      for (const parcel of parcels) await inbox.send(parcel, number);
      if (number === 20) {
        inbox.start();
        await untilMembers(2);
      }
      if (number === 40) await inbox.running.shift()?.beforeApplicationShutdown();
    }
    for (const parcel of parcels) await inbox.untilKept(parcel, 60);

    for (const parcel of parcels) expect(await inbox.kept(parcel)).toEqual(upTo(60));
  });

  describe('with a topic that was wiped', () => {
    const warnings: string[] = [];
    beforeEach(() => {
      warnings.length = 0;
      jest.spyOn(Logger.prototype, 'warn').mockImplementation((message: string) => void warnings.push(message));
    });
    afterEach(() => jest.restoreAllMocks());

    /** It waits for a while, since a new leader may know of less for a moment. */
    const untilItHasWaited = async () => {
      await until('a topic that is too short', () => warnings.some((text) => text.includes('before the position')));
      const now = Date.now;
      jest.spyOn(Date, 'now').mockImplementation(() => now() + 60_000);
    };

    it.each(['while nobody read it', 'under its eyes'])('reads it from its beginning: wiped %s', async (when) => {
      inbox.start();
      await inbox.send('A', ...upTo(20));
      await inbox.untilKept('A', 20);
      if (when === 'while nobody read it') await inbox.stop();
      await inbox.topic.recreate();
      await inbox.send('A', 101, 102, 103);
      if (when === 'while nobody read it') inbox.start();
      await untilItHasWaited();
      await inbox.untilKept('A', 103);

      expect(await inbox.kept('A')).toEqual([...upTo(20), 101, 102, 103]);
    });
  });
});

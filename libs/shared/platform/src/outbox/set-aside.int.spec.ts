import { Logger } from '@nestjs/common';
import { until } from '@entry/testing/until';
import { parcelMessage } from './parcel.fake';
import { keep, ParcelInbox, upTo, type Apply } from './parcel-inbox.fake';

describe('messages that cannot be read or handled', () => {
  let inbox: ParcelInbox;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    inbox = await ParcelInbox.open();
  });
  beforeEach(() => inbox.begin());
  afterEach(() => inbox.stop());
  afterAll(() => inbox.close());

  it('sets aside what cannot be read, with the reason, and handles what comes behind', async () => {
    const good = parcelMessage(inbox.event, 'A', 1);
    const unreadable = [
      { ...good, value: '{"parcel"' },
      { ...good, value: '' },
      { ...good, value: '{"parcel":"A","number":"secret"}' },
      { ...good, headers: { ...good.headers, ce_type: 'another' } },
    ];
    const none = { ...good, headers: {} };
    inbox.start();
    await inbox.publisher.publish([...unreadable, none, good]);
    await inbox.untilKept('A', 1);
    const letters = await inbox.deadLetters();

    expect(new Set(letters.map(({ headers }) => headers['dead-letter-partition'])).size).toBe(1);
    expect(letters.map(({ headers }) => [headers['dead-letter-reason'], headers['dead-letter-offset']])).toEqual([
      ['the value is not JSON', '0'],
      ['the value is not JSON', '1'],
      ['/number: invalid_type', '2'],
      ['header ce_type is none of this topic', '3'],
      ['header ce_type is none of this topic', '4'],
    ]);
    expect(letters.map(({ value }) => value)).toEqual([...unreadable, none].map(({ value }) => value));
    expect(letters[0]?.headers).toMatchObject(good.headers);
    expect(await inbox.kept('A')).toEqual([1]);
  });

  it('sets aside a message byte by byte', async () => {
    const value = Buffer.from([0x7b, 0xff, 0x00, 0xe1]);
    inbox.start();
    await inbox.publisher.publish([
      { ...parcelMessage(inbox.event, 'A', 1), value },
      parcelMessage(inbox.event, 'A', 2),
    ]);
    await inbox.untilKept('A', 2);
    const letters = await inbox.deadLetters();

    expect(letters.map(({ bytes }) => bytes)).toEqual([value]);
  });

  describe('with a message that cannot be handled', () => {
    const failsOn =
      (number: number): Apply =>
      async (events, change) => {
        await keep(events, change);
        if (events.some(({ data }) => data.number === number)) {
          await change.manager.query(`SELECT '15031990x'::date`);
        }
      };

    it('tries a few times, then sets aside that message alone and goes on', async () => {
      await inbox.send('A', ...upTo(9));
      inbox.start(failsOn(5));
      await inbox.untilKept('A', 9);
      await inbox.send('A', 10);
      await inbox.untilKept('A', 10);
      const letters = await inbox.deadLetters();

      expect(await inbox.kept('A')).toEqual([1, 2, 3, 4, 6, 7, 8, 9, 10]);
      expect(letters.map(({ value }) => value)).toEqual([parcelMessage(inbox.event, 'A', 5).value]);
      expect(letters[0]?.headers).toMatchObject({
        'dead-letter-reason': 'handling failed: error 22007',
        'dead-letter-offset': '4',
      });
    });

    it('keeps what failed no more than a few times', async () => {
      let failures = 0;
      inbox.start(async (events, change) => {
        await keep(events, change);
        if (failures++ < 3) throw new TypeError('for now');
      });
      await inbox.send('A', ...upTo(5));
      await inbox.untilKept('A', 5);

      expect(await inbox.kept('A')).toEqual(upTo(5));
      expect(await inbox.deadLetters()).toEqual([]);
    });

    it('waits for a database that is away, however often it fails, and sets nothing aside', async () => {
      let attempts = 0;
      let isAway = true;
      inbox.start(async (events, change) => {
        attempts += 1;
        await keep(events, change);
        if (isAway) await change.manager.query('SELECT pg_terminate_backend(pg_backend_pid())');
      });
      await inbox.send('A', ...upTo(5));
      await until('more attempts than an unknown error gets', () => attempts > 6);
      isAway = false;
      await inbox.untilKept('A', 5);

      expect(await inbox.kept('A')).toEqual(upTo(5));
      expect(await inbox.deadLetters()).toEqual([]);
    });
  });
});

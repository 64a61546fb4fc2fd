import { AnalyticsAccessEventV1, type AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import { createHash, createHmac, createSecretKey } from 'node:crypto';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { anAccessEvent } from './access-event.fake';
import { AnalyticsMessages } from './analytics-messages';
import { VisitorPseudonyms } from './visitor-pseudonyms';

/** What an analyst sees; `subject` is what the attacks are held against, and nothing of the stream. */
interface Seen {
  readonly event: AnalyticsAccessEventV1;
  readonly subject: string;
}

const people = 2_000;
const checkpoints = 200;
const random = xoroshiro128plus(7);
const int = (from: number, to: number) => uniformInt(random, from, to);
/** A UUID of version 8. */
const id = (kind: string, number: number) =>
  createHash('md5')
    .update(`${kind}${number}`)
    .digest('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})/, '$1-$2-8$3-8$4-');
const subjectOf = (person: number) => createHash('sha256').update(String(person)).digest('base64url').slice(0, 22);

/** Everybody comes to a place of their own at about their own time each day, within a quarter of an hour, and to one more anywhere. */
const habits = Array.from({ length: people }, () => ({ place: int(0, checkpoints - 1), minute: int(6 * 60, 10 * 60) }));

function scansOf(day: string): AccessEventV1[] {
  return habits.flatMap(({ place, minute }, person) => {
    const scan = (at: number, minutes: number) => {
      const time = new Date(Date.parse(`${day}T00:00:00+07:00`) + minutes * 60_000 + int(0, 59_999)).toISOString();
      const checkpoint = { checkpoint: id('checkpoint', at), agency: id('agency', at), deviceId: id('device', at) };
      return anAccessEvent({ ...checkpoint, subject: subjectOf(person), scannedAt: time, receivedAt: time });
    };
    return [scan(place, minute + int(-15, 15)), scan(int(0, checkpoints - 1), int(11 * 60, 20 * 60))];
  });
}

describe('who has the analysts’ stream', () => {
  const messages = new AnalyticsMessages(new VisitorPseudonyms(createSecretKey(Buffer.alloc(32, 5))));
  const look = (day: string): Seen[] =>
    scansOf(day).map((scan) => ({
      event: AnalyticsAccessEventV1.data.parse(JSON.parse(messages.of(scan, undefined).value)),
      subject: scan.subject,
    }));
  const [monday, tuesday] = [look('2026-11-23'), look('2026-11-24')];

  it('finds nobody under the same name on two days, and everybody under one name within a day', () => {
    const names = (seen: readonly Seen[]) => new Set(seen.map(({ event }) => event.visitor));

    expect(names(monday).size).toBe(people);
    expect([...names(monday)].filter((visitor) => names(tuesday).has(visitor))).toEqual([]);
  });

  it('gets from no value of it to a subject, by what can be computed without the key', () => {
    const subjects = new Set(monday.map(({ subject }) => subject));
    const values = new Set(monday.flatMap(({ event }) => Object.values(event).map(String)));
    const day = '2026-11-23';
    const guesses = (subject: string) => [
      subject,
      ...['sha256', 'md5', 'sha1'].flatMap((hash) => [
        createHash(hash).update(subject).digest('base64url').slice(0, 22),
        createHash(hash).update(`${day}${subject}`).digest('base64url').slice(0, 22),
        createHmac(hash, day).update(subject).digest('base64url').slice(0, 22),
        createHmac(hash, '').update(subject).digest('base64url').slice(0, 22),
      ]),
    ];

    expect([...subjects].flatMap(guesses).filter((guess) => values.has(guess))).toEqual([]);
  });

  it('follows habits from one day to the next, as far as these tell people apart: a limit that is known', () => {
    const first = (seen: readonly Seen[]) =>
      seen.filter(({ event }) => Date.parse(event.scannedAt) % 86_400_000 < 4 * 3_600_000);
    const minuteOf = ({ event }: Seen) => Math.floor(Date.parse(event.scannedAt) / 60_000) % 1_440;
    const byPlace = Map.groupBy(first(tuesday), ({ event }) => event.checkpoint);
    const linked = first(monday).filter((seen) => {
      const distance = (other: Seen) => Math.abs(minuteOf(other) - minuteOf(seen));
      const [best] = [...(byPlace.get(seen.event.checkpoint) ?? [])].sort(
        (one, other) => distance(one) - distance(other),
      );
      return best?.subject === seen.subject;
    });
    const share = linked.length / people;
    expect(share).toBeGreaterThan(1 / people);
    expect(Math.round(share * 100)).toMatchInlineSnapshot(`40`);
  });

  it('knows the day of somebody who was seen at a place within the minute: a limit that is known', () => {
    const byMoment = Map.groupBy(monday, ({ event }) => `${event.checkpoint} ${event.scannedAt.slice(0, 16)}`);
    const alone = [...byMoment.values()].filter((seen) => seen.length === 1).length;
    expect(Math.round((alone / monday.length) * 100)).toMatchInlineSnapshot(`97`);
  });
});

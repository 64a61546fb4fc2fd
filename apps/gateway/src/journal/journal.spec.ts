import { Logger } from '@nestjs/common';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Journal } from './journal';
import { aJournalDirectory, aScan, aTraceparent, keep, type JournalDirectory } from './journal.fake';

describe('Journal', () => {
  beforeAll(() => {
    Logger.overrideLogger(false);
  });
  let directory: JournalDirectory;
  let journal: Journal;
  beforeEach(async () => {
    directory = aJournalDirectory();
    journal = await directory.open();
  });
  afterEach(() => directory.remove());

  const append = async (sequence: number, of = journal) => {
    const scan = aScan({ sequence });
    expect(await keep(of, scan)).toBe(true);
    return scan;
  };
  const sequencesIn = async (of: Journal, after = '') =>
    (await of.readAfter(after, 10_000)).map(({ event }) => event.sequence);
  const idsIn = async (of: Journal) => (await of.readAfter('', 10_000)).map(({ event }) => event.eventId);
  const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  /** What a process would find that starts on this disk now. */
  const openCopy = (name: string) => {
    const copy = join(directory.path, name);
    cpSync(join(directory.path, 'journal'), join(copy, 'journal'), { recursive: true });
    return directory.open(copy);
  };

  it('has a scan on the disk when the append ends', async () => {
    for (const sequence of upTo(5)) {
      const scan = await append(sequence);
      const found = await openCopy(`copy-${sequence}`);

      expect((await found.readAfter('', 10)).at(-1)).toEqual({
        event: { ...scan, eventId: expect.any(String) as string },
        traceparent: aTraceparent,
      });
      expect((await found.readScans()).at(-1)?.scanId).toBe(scan.scanId);
    }
  });

  it('keeps the order of many scans at once, over restarts too', async () => {
    // Kept or not: a disk may take long.
    const appendAll = (of: Journal, first: number) =>
      Promise.all(upTo(500).map((sequence) => keep(of, aScan({ sequence: first + sequence }))));
    await appendAll(journal, 0);
    await directory.close();
    const again = await directory.open();
    await appendAll(again, 500);

    expect(await sequencesIn(again)).toEqual(upTo(1_000));
    const [, , third] = await idsIn(again);
    expect(await sequencesIn(again, third)).toEqual(upTo(1_000).slice(3));
  });

  it('forgets what is named, and nothing else, together with the position', async () => {
    for (const sequence of upTo(4)) await append(sequence);
    const [first, , third] = await idsIn(journal);
    await journal.forget([first!, third!, 'never-heard-of'], 'stored', 2, 17n);
    await directory.close();
    const again = await directory.open();

    expect(await sequencesIn(again)).toEqual([2, 4]);
    expect(await again.readPosition('stored', 2)).toBe(17n);
    expect(await again.readPosition('stored', 0)).toBeNull();
    expect(await again.readScans()).toHaveLength(4);
  });

  it('says when there is something new', async () => {
    const told = jest.fn();
    journal.onAppended(told);
    await append(1);

    expect(told).toHaveBeenCalledTimes(1);
  });

  it('is held by one process at a time', async () => {
    await expect(directory.open()).rejects.toThrow('is held by another process');
  });
});

import { until } from '@entry/testing/until';
import { Logger } from '@nestjs/common';
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FaultyStore } from './faulty-store.fake';
import { Journal } from './journal';
import { aJournal, aScan, keep } from './journal.fake';
import { JournalTrouble } from './journal-trouble';

describe('a journal whose disk', () => {
  let path: string;
  let store: FaultyStore;
  let trouble: JournalTrouble;
  let journal: Journal;
  let error: jest.SpyInstance;
  beforeEach(async () => {
    error = jest.spyOn(Logger.prototype, 'error').mockImplementation();
    jest.spyOn(Logger.prototype, 'warn').mockImplementation();
    path = mkdtempSync(join(tmpdir(), 'journal-'));
    store = new FaultyStore({ DATA_DIR: path });
    trouble = new JournalTrouble();
    journal = new Journal(store, trouble);
    await journal.onModuleInit();
  });
  afterEach(async () => {
    store.mend();
    await journal.onApplicationShutdown();
    trouble.end();
    jest.restoreAllMocks();
    rmSync(path, { recursive: true });
  });

  const append = (sequence: number) => keep(journal, aScan({ sequence }));
  const decisions = async (of = journal) =>
    (await of.readAfter('', 1_000)).map(({ event }) => [event.sequence, event.decision]);
  const untilMended = () => until('a mended disk', () => trouble.look().isUp);

  it.each(['ENOSPC', 'EIO'])(
    'fails with %s says of each scan that it is not kept, and keeps it later as such',
    async (code) => {
      expect(await append(1)).toBe(true);
      store.fail(code);
      expect(await Promise.all([2, 3].map(append))).toEqual([false, false]);
      expect(await append(4)).toBe(false);
      expect(trouble.look().details).toMatchObject({ trouble: `IO error: ${code}`, answeredUnkept: 3, neverKept: 0 });
      expect(trouble.look().isUp).toBe(false);
      store.mend();
      await untilMended();
      expect(await append(5)).toBe(true);

      expect(await decisions()).toEqual([
        [1, 'allow'],
        [2, 'check'],
        [3, 'check'],
        [4, 'check'],
        [5, 'allow'],
      ]);
      expect(trouble.look().isUp).toBe(true);
    },
  );

  it('failed is opened anew before anything is written again, and keeps that over a kill', async () => {
    store.fail('ENOSPC');
    await append(1);
    store.mend();
    await untilMended();
    expect(await append(2)).toBe(true);
    await journal.onApplicationShutdown();
    const found = aJournal(path);
    await found.onModuleInit();

    expect(await decisions(found)).toEqual([
      [1, 'check'],
      [2, 'allow'],
    ]);
    expect(store.writesAfterFailure).toBe(0);
    await found.onApplicationShutdown();
  });

  it('hangs answers the scan that waits and those that come, and keeps what they were told', async () => {
    store.hang();
    const first = append(1);
    expect(await first).toBe(false);
    expect(await append(2)).toBe(false);
    expect(await decisions()).toEqual([]);
    store.mend();
    await until('both scans', async () => (await decisions()).length === 2);

    expect(await decisions()).toEqual([
      [1, 'check'],
      [2, 'check'],
    ]);
    expect(await journal.readScans()).toMatchObject([
      { response: { decision: 'check' } },
      { response: { decision: 'check' } },
    ]);
  });

  it('hangs gives nothing out whose answer may still change', async () => {
    await append(1);
    store.hang();
    const second = append(2);
    await until('a write that hangs', () => store.hanging === 1);

    expect(await decisions()).toEqual([[1, 'allow']]);
    await second;
  });

  it('is slow keeps scans all the same', async () => {
    store.slowDown(50);

    expect(await Promise.all([1, 2, 3].map(append))).toEqual([true, true, true]);
    expect(await append(4)).toBe(true);
  });

  it('fails while what is stored is forgotten forgets it when it is back', async () => {
    await append(1);
    const [{ event } = { event: aScan() as never }] = await journal.readAfter('', 1);
    store.fail('EIO');
    const forgotten = journal.forget([event.eventId], 'stored', 0, 5n);
    await until('trouble', () => !trouble.look().isUp);
    store.mend();
    await forgotten;

    expect(await decisions()).toEqual([]);
    expect(await journal.readPosition('stored', 0)).toBe(5n);
  });

  it('fails says so once, not for each scan', async () => {
    store.fail('ENOSPC');
    for (let sequence = 0; sequence < 100; sequence++) await append(sequence);

    expect(error).toHaveBeenCalledTimes(1);
    expect(error).toHaveBeenCalledWith(expect.stringContaining('IO error: ENOSPC'));
  });

  it('never comes back counts what the gateway could not write before its end', async () => {
    store.fail('ENOSPC');
    await Promise.all([1, 2, 3].map(append));
    await journal.onApplicationShutdown();

    expect(trouble.look().details).toMatchObject({ answeredUnkept: 3, neverKept: 3 });
  });
});

describe('a journal that was damaged', () => {
  const path = mkdtempSync(join(tmpdir(), 'journal-'));
  const directory = join(path, 'journal');
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(path, { recursive: true });
    mkdirSync(path);
  });
  afterAll(() => rmSync(path, { recursive: true }));

  const filled = async () => {
    const journal = aJournal(path);
    await journal.onModuleInit();
    for (let count = 0; count < 20; count++) await keep(journal);
    await journal.onApplicationShutdown();
  };
  const file = (pattern: RegExp) => join(directory, readdirSync(directory).find((name) => pattern.test(name)) ?? '');

  it.each<[string, () => void]>([
    ['its table of contents is garbage', () => writeFileSync(file(/^MANIFEST/), 'garbage')],
    ['its first file is gone', () => rmSync(file(/^CURRENT/))],
    ['its first file is garbage', () => writeFileSync(file(/^CURRENT/), 'garbage')],
  ])('is not begun anew: %s', async (_, damage) => {
    await filled();
    damage();

    await expect(aJournal(path).onModuleInit()).rejects.toThrow(
      /The journal in .* cannot be opened: .*do not delete it/,
    );
  });

  it('says that scans are missing', async () => {
    const error = jest.spyOn(Logger.prototype, 'error').mockImplementation();
    await filled();
    appendFileSync(file(/\.log$/), Buffer.alloc(40_000, 7));
    const journal = aJournal(path);
    await journal.onModuleInit();

    expect(error).toHaveBeenCalledWith(expect.stringMatching(/was damaged, scans may be missing: dropping \d+ bytes/));
    expect(await journal.readAfter('', 100)).toHaveLength(20);
    await journal.onApplicationShutdown();
  });
});

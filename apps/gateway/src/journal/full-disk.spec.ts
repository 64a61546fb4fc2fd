import { until } from '@entry/testing/until';
import { Logger } from '@nestjs/common';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { Journal } from './journal';
import { aJournal, aScan, keep } from './journal.fake';
import { JournalTrouble } from './journal-trouble';
import { LevelJournalStore } from './level-journal-store';
import { aSmallDisk } from './small-disk.fake';

const disk = aSmallDisk();
const describeIfPossible = disk ? describe : describe.skip;

describeIfPossible(
  disk ? 'a disk that is full' : 'a disk that is full, not tried: no file system may be mounted',
  () => {
    beforeAll(() => {
      Logger.overrideLogger(false);
    });
    afterAll(() => disk?.remove());

    it('costs no scan that the journal acknowledged, and is used again once there is room', async () => {
      const { path, grow } = disk!;
      const trouble = new JournalTrouble();
      const journal = new Journal(new LevelJournalStore({ DATA_DIR: path }), trouble);
      await journal.onModuleInit();
      const acknowledged: string[] = [];
      const append = async () => {
        const scan = aScan({ district: 'long'.repeat(200) });
        const isKept = await keep(journal, scan);
        if (isKept) acknowledged.push(scan.scanId);
        return isKept;
      };
      while (await append());
      expect(await append()).toBe(false);
      expect(trouble.look().details?.['trouble']).toContain('No space left on device');
      grow();
      await until('room', () => trouble.look().isUp);
      for (let count = 0; count < 10; count++) expect(await append()).toBe(true);

      // What a process would find that starts after a kill.
      cpSync(join(path, 'journal'), join(path, 'copy/journal'), { recursive: true });
      const found = aJournal(join(path, 'copy'));
      await found.onModuleInit();
      const events = (await found.readAfter('', 100_000)).map(({ event }) => event);
      const kept = new Set(events.map(({ scanId }) => scanId));

      expect(acknowledged.length).toBeGreaterThan(100);
      expect(acknowledged.filter((scanId) => !kept.has(scanId))).toEqual([]);
      expect(events.filter(({ decision }) => decision === 'check')).toHaveLength(2);
      await Promise.all([found, journal].map((each) => each.onApplicationShutdown()));
    });
  },
);

import { startProgram } from '@entry/testing/program';
import { join } from 'node:path';
import { aJournalDirectory } from './journal.fake';

describe('a gateway that is killed', () => {
  const directory = aJournalDirectory();
  afterAll(() => directory.remove());

  it('has every scan in its journal that it had acknowledged, also after several kills', async () => {
    const acknowledged: string[] = [];
    for (const lines of [1, 200, 1_000]) {
      const program = startProgram(join(__dirname, 'appending-program.fake.ts'), directory.path);
      await program.untilLines(lines);
      acknowledged.push(...(await program.kill()));
    }
    const journal = await directory.open();
    const entries = await journal.readAfter('', 1_000_000);
    const kept = new Set(entries.map(({ event }) => event.scanId));
    const remembered = new Set((await journal.readScans()).map(({ scanId }) => scanId));

    expect(acknowledged.length).toBeGreaterThan(1_200);
    expect(acknowledged.filter((scanId) => !kept.has(scanId))).toEqual([]);
    expect(acknowledged.filter((scanId) => !remembered.has(scanId))).toEqual([]);
    expect(kept.size).toBe(entries.length);
  });
});

import { argv, stdout } from 'node:process';
import { aJournal, aScan, keep } from './journal.fake';

/** Appends scans to the journal in a directory for as long as it lives, and writes each scan's id once it is acknowledged. */
async function appendFor(directory: string): Promise<never> {
  const journal = aJournal(directory);
  await journal.onModuleInit();
  const scanner = async (): Promise<never> => {
    for (;;) {
      const scan = aScan();
      if (await keep(journal, scan)) stdout.write(`${scan.scanId}\n`);
    }
  };
  return Promise.race(Array.from({ length: 8 }, scanner));
}

void appendFor(argv[3] ?? '');

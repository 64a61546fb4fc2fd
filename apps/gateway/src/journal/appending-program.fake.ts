import { argv, stdout } from 'node:process';
import { aGatewayConfig } from '../config.fake';
import { Journal } from './journal';
import { aRememberedScan, aScan, aTraceparent } from './journal.fake';

/** Appends scans to the journal in a directory for as long as it lives, and writes each scan's id once it is acknowledged. */
async function appendFor(directory: string): Promise<never> {
  const journal = new Journal(aGatewayConfig({ DATA_DIR: directory }));
  await journal.onModuleInit();
  const scanner = async (): Promise<never> => {
    for (;;) {
      const scan = aScan();
      await journal.append(scan, aRememberedScan({ scanId: scan.scanId }), aTraceparent);
      stdout.write(`${scan.scanId}\n`);
    }
  };
  return Promise.race(Array.from({ length: 8 }, scanner));
}

void appendFor(argv[3] ?? '');

import type { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Journal } from './journal';
import { JournalTrouble } from './journal-trouble';
import { LevelJournalStore } from './level-journal-store';
import type { RememberedScan } from './remembered-scan';

export const aTraceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

/** A scan that was let in; each test changes what it is about. */
export const aScan = (overrides: Partial<AccessEventV1> = {}): Omit<AccessEventV1, 'eventId'> => ({
  scanId: randomUUID(),
  gatewayId: 'gateway-1',
  subject: randomBytes(16).toString('base64url'),
  deviceId: randomUUID(),
  checkpoint: randomUUID(),
  agency: randomUUID(),
  district: 'ba-dinh',
  venueKind: 'agency',
  decision: 'allow',
  reasons: [],
  policyVersion: '2022-01-28.1',
  scannedAt: '2026-11-23T01:00:03.120Z',
  receivedAt: '2026-11-23T01:00:03.141Z',
  sequence: null,
  direction: null,
  ...overrides,
});

export const aRememberedScan = (overrides: Partial<RememberedScan> = {}): RememberedScan => {
  const scanId = overrides.scanId ?? randomUUID();
  const answer = { decision: 'allow', reasons: [], checkedAt: '2026-11-23T01:00:03.141Z', factsAsOf: null } as const;
  return {
    scanId,
    digest: randomBytes(16).toString('base64url'),
    rememberedAt: Date.now(),
    response: { scanId, policyVersion: '2022-01-28.1', ...answer, reasons: [] },
    ...overrides,
  };
};

/** As a gate keeps a scan; true when it is on the disk. */
export const keep = (journal: Journal, scan = aScan(), remembered = aRememberedScan({ scanId: scan.scanId })) =>
  journal.append({ scan, remembered }, aTraceparent, () => {
    const response = { ...remembered.response, decision: 'check' as const };
    return { scan: { ...scan, decision: 'check' }, remembered: { ...remembered, response } };
  });

export interface JournalDirectory {
  readonly path: string;
  open(path?: string): Promise<Journal>;
  /** Closes what is open, as an orderly end of the process does. */
  close(): Promise<void>;
  remove(): Promise<void>;
}

/** On a disk that works, not yet opened. */
export const aJournal = (directory: string) =>
  new Journal(new LevelJournalStore({ DATA_DIR: directory }), new JournalTrouble());

/** A directory of its own for a test's journal, which it may open again and again. */
export function aJournalDirectory(): JournalDirectory {
  const path = mkdtempSync(join(tmpdir(), 'journal-'));
  let opened: Journal[] = [];
  const close = async () => {
    await Promise.all(opened.map((journal) => journal.onApplicationShutdown()));
    opened = [];
  };
  return {
    path,
    open: async (directory = path) => {
      const journal = aJournal(directory);
      await journal.onModuleInit();
      opened.push(journal);
      return journal;
    },
    close,
    remove: async () => {
      await close();
      rmSync(path, { recursive: true });
    },
  };
}

import { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import { atMost } from '@entry/platform/lifecycle/at-most';
import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { JournalStore, type JournalFamily, type StoreOperation } from './journal-store';
import { JournalTrouble } from './journal-trouble';
import { JournalWriter } from './journal-writer';
import type { RememberedScan } from './remembered-scan';
import { ScanTallies } from './scan-tallies';
import type { Tally } from './domain/tally';

export interface JournalEntry {
  readonly event: AccessEventV1;
  readonly traceparent: string;
}

/** A scan as it is delivered, and as a repeat of it is answered. */
export interface ToKeep {
  readonly scan: Omit<AccessEventV1, 'eventId'>;
  readonly remembered: RememberedScan;
}

interface Pending {
  readonly eventId: string;
  readonly traceparent: string;
  keeping: ToKeep;
  written: ToKeep | null;
  isUnkept: boolean;
  readonly unkept: () => ToKeep;
  readonly answer: (isKept: boolean) => void;
}

const atOnce = 1_000;
/** Scans that were answered and wait in memory for the disk: more than a minute of the whole city's peak, some 100 MB. */
const mostWaiting = 50_000;

/**
 * Every scan on this gateway's disk, from before its answer until access-log has it in PostgreSQL. Ids are UUIDv7: their
 * order is the order of the scans. Beside each stands what a repeat of the scan is answered with.
 */
@Injectable()
export class Journal implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(Journal.name);
  private readonly writer: JournalWriter;
  private readonly tallies: ScanTallies;
  private pending: Pending[] = [];
  private inFlight: Pending[] = [];
  private flushing: Promise<void> | null = null;
  private readonly listeners: (() => void)[] = [];

  constructor(
    private readonly store: JournalStore,
    private readonly trouble: JournalTrouble,
  ) {
    this.tallies = new ScanTallies(store);
    this.writer = new JournalWriter(store, {
      onTrouble: (why) => {
        this.trouble.begin(why);
        for (const scan of [...this.inFlight, ...this.pending]) this.answerUnkept(scan);
      },
      onRecovery: () => this.trouble.end(),
    });
  }

  /** Fails when another process holds the directory, or when what is in it cannot be read. */
  async onModuleInit(): Promise<void> {
    await this.store.open();
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.flushing) await atMost(2_000, this.flushing);
    this.writer.close();
    const lost = this.inFlight.length + this.pending.splice(0).length;
    this.inFlight = [];
    if (lost > 0) {
      this.trouble.countNeverKept(lost);
      this.logger.error(`${lost} scans that were answered could not be written before the end, and are lost`);
    }
    await atMost(1_000, this.store.close());
  }

  /**
   * True when the scan is on the disk; scans that come while one write is under way share the next. False when the disk
   * fails, or a write takes longer than 100 ms: then `unkept` is what the caller answers, and what is written when the
   * disk is back. Too many that wait for it are dropped, and counted.
   */
  append({ scan, remembered }: ToKeep, traceparent: string, unkept: () => ToKeep): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const eventId = uuidv7();
    const keeping = { scan, remembered };
    const pending = { eventId, traceparent, keeping, written: null, isUnkept: false, unkept, answer: resolve };
    if (this.trouble.lasts) this.answerUnkept(pending);
    if (this.trouble.lasts && this.pending.length >= mostWaiting) this.trouble.countNeverKept(1);
    else this.pending.push(pending);
    this.flushing ??= this.flush();
    return promise;
  }

  onAppended(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Entries after an event id, oldest first; none whose answer is still open, since that may change what is kept. */
  async readAfter(eventId: string, limit: number): Promise<JournalEntry[]> {
    const [open] = this.inFlight;
    return this.store.values<JournalEntry>('entry', { gt: eventId, limit, ...(open && { lt: open.eventId }) });
  }

  /** How many entries there are. */
  async count(): Promise<number> {
    return (await this.store.keys('entry', {})).length;
  }

  /** Scans that may still be repeated, oldest first. */
  async readScans(): Promise<RememberedScan[]> {
    return this.store.values<RememberedScan>('scan', {});
  }

  async forgetScansBefore(eventId: string): Promise<void> {
    for (let keys = [eventId]; keys.length > 0;) {
      keys = await this.store.keys('scan', { lt: eventId, limit: atOnce });
      await this.remove('scan', keys);
    }
  }

  /** Forgets what is stored, together with the position of the message that said so. */
  async forget(eventIds: readonly string[], topic: string, partition: number, nextOffset: bigint): Promise<void> {
    const position = { family: 'position', key: `${topic}/${partition}`, value: String(nextOffset) } as const;
    await this.remove('entry', eventIds, [{ type: 'put', ...position }]);
  }

  /** How many scans were kept, by device and minute, of minutes before this one: what nobody has been told yet, oldest first. */
  readTallies(before: string, limit: number): Promise<Tally[]> {
    return this.tallies.read(before, limit);
  }

  /** Those that have not changed since. */
  forgetTallies(tallies: readonly Tally[]): Promise<void> {
    return this.writer.run(async () => {
      await this.store.write(await this.tallies.forget(tallies), { durable: false });
    });
  }

  async readPosition(topic: string, partition: number): Promise<bigint | null> {
    const position = await this.store.get('position', `${topic}/${partition}`);
    return position === undefined ? null : BigInt(position as string);
  }

  private async flush(): Promise<void> {
    try {
      while (this.pending.length > 0) {
        this.inFlight = this.pending.splice(0, atOnce);
        await this.writeFirst(this.inFlight);
        for (const { isUnkept, answer } of this.inFlight) if (!isUnkept) answer(true);
        // Written with an answer that nobody got, while the write hung.
        this.inFlight = this.inFlight.filter(({ keeping, written }) => keeping !== written);
        if (this.inFlight.length > 0) await this.writer.run(() => this.write(this.inFlight, []));
        this.inFlight = [];
        for (const listener of this.listeners) listener();
      }
    } catch {
      for (const scan of [...this.inFlight, ...this.pending]) this.answerUnkept(scan);
    }
    this.flushing = null;
  }

  private remove(family: JournalFamily, keys: readonly string[], more: readonly StoreOperation[] = []): Promise<void> {
    const removals = keys.map((key) => ({ type: 'del', family, key }) as const);
    return this.writer.run(() => this.store.write([...removals, ...more], { durable: false }));
  }

  private writeFirst(scans: readonly Pending[]): Promise<void> {
    let tallies: StoreOperation[] | null = null;
    return this.writer.run(async () => {
      tallies ??= await this.tallies.count(scans.map(({ eventId, keeping }) => ({ eventId, ...keeping.scan })));
      await this.write(scans, tallies);
    });
  }

  private write(scans: readonly Pending[], tallies: readonly StoreOperation[]): Promise<void> {
    for (const scan of scans) scan.written = scan.keeping;
    return this.store.write([...scans.flatMap(operationsOf), ...tallies], { durable: true });
  }

  private answerUnkept(scan: Pending): void {
    if (scan.isUnkept) return;
    scan.isUnkept = true;
    scan.keeping = scan.unkept();
    this.trouble.countUnkept();
    scan.answer(false);
  }
}

function operationsOf({ eventId, traceparent, keeping: { scan, remembered } }: Pending): StoreOperation[] {
  const entry: JournalEntry = { event: { eventId, ...scan }, traceparent };
  return [
    { type: 'put', family: 'entry', key: eventId, value: entry },
    { type: 'put', family: 'scan', key: eventId, value: remembered },
  ];
}

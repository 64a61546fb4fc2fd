import { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { ClassicLevel, type BatchOperation } from 'classic-level';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { CONFIG, type GatewayConfig } from '../config';
import type { RememberedScan } from './remembered-scan';

export interface JournalEntry {
  readonly event: AccessEventV1;
  readonly traceparent: string;
}

interface Pending {
  readonly entry: JournalEntry;
  readonly scan: RememberedScan;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

type Operation = BatchOperation<ClassicLevel, string, unknown>;

/**
 * Every scan on this gateway's disk, from before its answer until access-log has it in PostgreSQL. Ids are UUIDv7: their
 * order is the order of the scans. Beside each stands what a repeat of the scan is answered with.
 */
@Injectable()
export class Journal implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(Journal.name);
  private readonly database: ClassicLevel;
  private readonly entries;
  private readonly scans;
  private readonly positions;
  private pending: Pending[] = [];
  private flushing: Promise<void> | null = null;
  private readonly listeners: (() => void)[] = [];

  constructor(@Inject(CONFIG) { DATA_DIR }: GatewayConfig) {
    this.database = new ClassicLevel(join(DATA_DIR, 'journal'));
    this.entries = this.database.sublevel<string, JournalEntry>('entry', { valueEncoding: 'json' });
    this.scans = this.database.sublevel<string, RememberedScan>('scan', { valueEncoding: 'json' });
    this.positions = this.database.sublevel('position');
  }

  /** Fails when another process holds the directory. */
  async onModuleInit(): Promise<void> {
    await this.database.open();
  }

  get isOpen(): boolean {
    return this.database.status === 'open';
  }

  async onApplicationShutdown(): Promise<void> {
    await this.flushing;
    await this.database.close();
  }

  /** Resolves when the scan is on the disk. Scans that come while one write is under way share the next. */
  append(scan: Omit<AccessEventV1, 'eventId'>, remembered: RememberedScan, traceparent: string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const event = { eventId: uuidv7(), ...scan };
    this.pending.push({ entry: { event, traceparent }, scan: remembered, resolve, reject });
    this.flushing ??= this.flush();
    return promise;
  }

  onAppended(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Entries after an event id, oldest first. */
  async readAfter(eventId: string, limit: number): Promise<JournalEntry[]> {
    return this.entries.values({ gt: eventId, limit }).all();
  }

  /** Scans that may still be repeated, oldest first. */
  async readScans(): Promise<RememberedScan[]> {
    return this.scans.values().all();
  }

  async forgetScansBefore(eventId: string): Promise<void> {
    await this.scans.clear({ lt: eventId });
  }

  /** Forgets what is stored, together with the position of the message that said so. */
  async forget(eventIds: readonly string[], topic: string, partition: number, nextOffset: bigint): Promise<void> {
    const operations: Operation[] = eventIds.map((key) => ({ type: 'del', sublevel: this.entries, key }));
    operations.push({ type: 'put', sublevel: this.positions, key: `${topic}/${partition}`, value: String(nextOffset) });
    await this.database.batch<string, unknown>(operations, {});
  }

  async readPosition(topic: string, partition: number): Promise<bigint | null> {
    const position = await this.positions.get(`${topic}/${partition}`);
    return position === undefined ? null : BigInt(position);
  }

  private async flush(): Promise<void> {
    while (this.pending.length > 0) {
      const batch = this.pending;
      this.pending = [];
      const operations = batch.flatMap(({ entry, scan }): Operation[] => [
        { type: 'put', sublevel: this.entries, key: entry.event.eventId, value: entry, valueEncoding: 'json' },
        { type: 'put', sublevel: this.scans, key: entry.event.eventId, value: scan, valueEncoding: 'json' },
      ]);
      try {
        await this.database.batch<string, unknown>(operations, { sync: true });
        for (const { resolve } of batch) resolve();
        for (const listener of this.listeners) listener();
      } catch (error) {
        this.logger.error(`the journal could not be written: ${(error as Error).message}`);
        for (const { reject } of batch) reject(error as Error);
      }
    }
    this.flushing = null;
  }
}

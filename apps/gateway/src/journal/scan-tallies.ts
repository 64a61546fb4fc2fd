import type { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import { keyOf, minuteOf, withScan, type Tally } from './domain/tally';
import type { JournalStore, StoreOperation } from './journal-store';

/** In milliseconds: whoever comes later than that after its minute is looked up on the disk. */
const heldFor = 120_000;

/**
 * How many scans the journal kept of each device and minute. They stay when the scans themselves are gone, however they went, until they
 * are told.
 */
export class ScanTallies {
  private readonly held = new Map<string, Tally>();
  /** Of minutes before it some are on the disk alone: those that another process may have begun. */
  private heldFrom = minuteOf(new Date(Date.now() + 60_000));

  constructor(private readonly store: JournalStore) {}

  /** What brings the tallies on the disk up to these scans: belongs into the same write. */
  async count(events: readonly AccessEventV1[]): Promise<StoreOperation[]> {
    const changed = new Map<string, Tally>();
    for (const event of events) {
      const key = keyOf(event);
      const before = changed.get(key) ?? this.held.get(key) ?? (await this.onDisk(key));
      changed.set(key, withScan(before, event));
    }
    for (const [key, tally] of changed) this.held.set(key, tally);
    this.letGo();
    return [...changed].map(([key, value]) => ({ type: 'put', family: 'tally', key, value }));
  }

  /** Of minutes before this one, oldest first. */
  read(before: string, limit: number): Promise<Tally[]> {
    return this.store.values<Tally>('tally', { lt: before, limit });
  }

  /** What takes those away that have not changed since they were read. */
  async forget(tallies: readonly Tally[]): Promise<StoreOperation[]> {
    const operations: StoreOperation[] = [];
    for (const { minute, ...tally } of tallies) {
      const key = keyOf({ ...tally, receivedAt: minute });
      // Of a minute that has just ended it is in memory: scans wait meanwhile.
      const now = this.held.get(key) ?? ((await this.store.get('tally', key)) as Tally | undefined);
      if (now?.part !== tally.part || now.scans !== tally.scans) continue;
      this.held.delete(key);
      operations.push({ type: 'del', family: 'tally', key });
    }
    return operations;
  }

  private async onDisk(key: string): Promise<Tally | null> {
    if (key >= this.heldFrom) return null;
    return ((await this.store.get('tally', key)) as Tally | undefined) ?? null;
  }

  private letGo(): void {
    const from = minuteOf(new Date(Date.now() - heldFor));
    if (from <= this.heldFrom) return;
    this.heldFrom = from;
    for (const key of this.held.keys()) if (key < from) this.held.delete(key);
  }
}

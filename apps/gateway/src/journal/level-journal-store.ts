import { Inject, Injectable, Logger } from '@nestjs/common';
import { ClassicLevel } from 'classic-level';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONFIG, type GatewayConfig } from '../config';
import { JournalStore, type JournalFamily, type KeyRange, type StoreOperation } from './journal-store';

interface LevelError extends Error {
  readonly code?: string;
  readonly cause?: LevelError;
}

/** What LevelDB writes to its own log about records whose checksum is wrong: it goes on without them. */
const droppedRecords = /dropping \d+ bytes.*/g;

/** A LevelDB in `journal` of the gateway's data directory. */
@Injectable()
export class LevelJournalStore extends JournalStore {
  private readonly logger = new Logger(LevelJournalStore.name);
  private readonly directory: string;
  private readonly database: ClassicLevel;
  private families;

  constructor(@Inject(CONFIG) { DATA_DIR }: Pick<GatewayConfig, 'DATA_DIR'>) {
    super();
    this.directory = join(DATA_DIR, 'journal');
    this.database = new ClassicLevel(this.directory);
    this.families = this.divide();
  }

  async open(): Promise<void> {
    if (this.lacksItsBeginning()) throw this.unreadable('its file CURRENT is missing');
    try {
      await this.database.open();
    } catch (error) {
      const cause = (error as LevelError).cause ?? (error as LevelError);
      if (cause.code !== 'LEVEL_LOCKED') throw this.unreadable(cause.message);
      throw new Error(`The journal in ${this.directory} is held by another process.`, { cause: error });
    }
    this.families = this.divide();
    for (const [dropped] of this.ownLog().matchAll(droppedRecords)) {
      this.logger.error(`the journal in ${this.directory} was damaged, scans may be missing: ${dropped}`);
    }
  }

  async close(): Promise<void> {
    await this.database.close();
  }

  async write(operations: readonly StoreOperation[], { durable }: { durable: boolean }): Promise<void> {
    const batch = operations.map((operation) => ({ ...operation, sublevel: this.families[operation.family] }));
    await this.database.batch<string, unknown>(batch, { sync: durable });
  }

  async keys(family: JournalFamily, range: KeyRange): Promise<string[]> {
    return this.families[family].keys(range).all();
  }

  async values<Value>(family: JournalFamily, range: KeyRange): Promise<Value[]> {
    return (await this.families[family].values(range).all()) as Value[];
  }

  async get(family: JournalFamily, key: string): Promise<unknown> {
    return this.families[family].get(key);
  }

  /** Anew at each opening: a part that was closed with the whole does not open with it. */
  private divide() {
    return {
      entry: this.database.sublevel<string, unknown>('entry', { valueEncoding: 'json' }),
      scan: this.database.sublevel<string, unknown>('scan', { valueEncoding: 'json' }),
      tally: this.database.sublevel<string, unknown>('tally', { valueEncoding: 'json' }),
      position: this.database.sublevel<string, unknown>('position', {}),
    };
  }

  /** LevelDB would take a directory without CURRENT for an empty one, and begin anew over what is there. */
  private lacksItsBeginning(): boolean {
    if (!existsSync(this.directory)) return false;
    const files = readdirSync(this.directory);
    return !files.includes('CURRENT') && files.some((file) => /^MANIFEST-|\.(ldb|sst)$/.test(file));
  }

  private unreadable(why: string): Error {
    return new Error(
      `The journal in ${this.directory} cannot be opened: ${why}. It may hold scans that are kept nowhere else: ` +
        'mend its disk or move the directory aside, but do not delete it.',
    );
  }

  private ownLog(): string {
    return readFileSync(join(this.directory, 'LOG'), 'utf8');
  }
}

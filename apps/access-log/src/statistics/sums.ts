import { WakeableLoop } from '@entry/platform/lifecycle/wakeable-loop';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Unit } from './domain/window';

/** A table of sums, by place or, where there are far fewer rows, by district alone. */
interface SumsTable {
  readonly name: string;
  readonly unit: Unit;
  readonly of: 'places' | 'districts';
  readonly byReason: boolean;
}

const sumsTables: readonly SumsTable[] = [
  { name: 'scans_of_hour', unit: 'hour', of: 'places', byReason: false },
  { name: 'reasons_of_hour', unit: 'hour', of: 'places', byReason: true },
  { name: 'scans_of_day', unit: 'day', of: 'places', byReason: false },
  { name: 'reasons_of_day', unit: 'day', of: 'places', byReason: true },
  { name: 'district_scans_of_hour', unit: 'hour', of: 'districts', byReason: false },
  { name: 'district_reasons_of_hour', unit: 'hour', of: 'districts', byReason: true },
];

/** The smallest table that has it. */
export function sumsTableOf({ unit, of, byReason }: Omit<SumsTable, 'name'>): string {
  const having = sumsTables.filter((table) => table.unit === unit && table.byReason === byReason);
  return (having.find((table) => table.of === of) ?? having[0])!.name;
}

const addEvery = 10_000;

const keyOf = ({ unit, of, byReason }: SumsTable) =>
  [
    unit,
    'district',
    ...(of === 'places' ? ['agency', 'checkpoint'] : []),
    'venue_kind',
    'decision',
    ...(byReason ? ['reason'] : []),
  ].join(', ');

/** As in the migrations: a day begins in Hanoi. */
const begins = {
  hour: 'hour',
  day: `date_trunc('day', hour AT TIME ZONE 'Asia/Ho_Chi_Minh') AT TIME ZONE 'Asia/Ho_Chi_Minh' AS day`,
} as const;

function addTo(table: SumsTable): string {
  const key = keyOf(table);
  const values = key.replace(table.unit, begins[table.unit]);
  const places = key.split(', ').map((_, place) => place + 1);
  return `${table.name}_changed AS (
    INSERT INTO ${table.name} AS held (${key}, scans)
    SELECT ${values}, sum(scans) FROM taken WHERE reason IS ${table.byReason ? 'NOT ' : ''}NULL GROUP BY ${places.join(', ')}
    ON CONFLICT (${key}) DO UPDATE SET scans = held.scans + excluded.scans)`;
}

const addSql = `
  WITH taken AS (DELETE FROM counted_scans RETURNING *), ${sumsTables.map(addTo).join(', ')}
  SELECT`;

/**
 * Brings what was counted into the sums by hour and by day. Whoever reads sums reads what is still counted beside them, in one statement: both
 * together always are what counting the scans would give. One instance adds at a time.
 */
@Injectable()
export class Sums implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Sums.name);
  private loop: WakeableLoop | null = null;

  constructor(private readonly dataSource: DataSource) {}

  onApplicationBootstrap(): void {
    this.loop = new WakeableLoop(() => this.add().then(() => false), 'summing up scans', this.logger, addEvery);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop?.stop();
  }

  async add(): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await manager.query(`SELECT pg_advisory_xact_lock(hashtext('access-log-sums'))`);
      await manager.query(addSql);
    });
  }
}

import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { conditionsOf, type ScanFilter } from '../listing/scan-filter';
import type { Grouping, ScanCount } from './access-statistics.schemas';
import { localInstant, partsOf, type Part, type Window } from './domain/window';
import { sumsTableOf } from './sums';

type Row = Omit<ScanCount, 'hour' | 'scans'> & { readonly hour?: Date; readonly scans: string };

const columns: Readonly<Record<Exclude<Grouping, 'hour' | 'day'>, string>> = {
  district: 'district',
  agency: 'agency',
  checkpoint: 'checkpoint',
  venueKind: 'venue_kind',
  decision: 'decision',
  reason: 'reason',
};

/** `begin` is that of the hour or day in which scans are summed up. */
const expressions: Readonly<Record<Grouping, string>> = {
  hour: 'begin',
  day: `to_char(date_trunc('day', begin AT TIME ZONE 'Asia/Ho_Chi_Minh'), 'YYYY-MM-DD')`,
  ...columns,
};
const begins = { scan: `date_trunc('hour', received_at)`, hour: 'hour', day: 'day' } as const;
/** An hour that begins before this, from the end of a window on backwards, lies wholly within it. */
const almostAnHour = 3_599_999;
const times = { scan: 'received_at', hour: 'hour', day: 'day' } as const;

/** Counts scans by `received_at`, from sums and, at both ends of those, from the scans themselves. */
@Injectable()
export class AccessStatisticsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** In the order of the groups; at most `limit` of them. */
  async count(window: Window, groupBy: readonly Grouping[], filter: ScanFilter, limit: number): Promise<ScanCount[]> {
    const parameters: unknown[] = [];
    const given = (value: unknown) => `$${parameters.push(value)}`;
    const scans = scansSql(window, groupBy, filter, given);
    const groups = groupBy.map((grouping) => `${expressions[grouping]} AS "${grouping}"`);
    const places = groupBy.map((_, place) => place + 1).join(', ');
    const rows = await this.dataSource.query<Row[]>(
      `SELECT ${[...groups, 'sum(scans) AS scans'].join(', ')} FROM (${scans}) AS counted
       ${places ? `GROUP BY ${places}` : ''} HAVING sum(scans) > 0 ${places ? `ORDER BY ${places}` : ''} LIMIT ${given(limit)}`,
      parameters,
    );
    return rows.map(({ hour, scans: sum, ...row }) => ({
      ...(hour ? { hour: localInstant(hour) } : {}),
      ...row,
      scans: Number(sum),
    }));
  }

  /** Whether there are surely as many groups, without counting any scan: only hours of places are ever that many. */
  async hasGroups(window: Window, groupBy: readonly Grouping[], filter: ScanFilter, groups: number): Promise<boolean> {
    if (!groupBy.includes('hour') || !namesPlace(groupBy)) return false;
    const parameters: unknown[] = [];
    const given = (value: unknown) => `$${parameters.push(value)}`;
    const names = ['hour', ...namesOf(groupBy)].join(', ');
    const sums = sumsTableOf({ unit: 'hour', of: 'places', byReason: groupBy.includes('reason') });
    const whole = { of: 'hour', from: window.from, to: new Date(window.to.getTime() - almostAnHour) } as const;
    const [row] = await this.dataSource.query<{ groups: number }[]>(
      `SELECT count(*)::int AS groups FROM (
         SELECT FROM ${sums} WHERE ${conditionsWithin(whole, filter, given)} GROUP BY ${names} LIMIT ${given(groups)}) AS found`,
      parameters,
    );
    return row?.groups === groups;
  }
}

type Given = (value: unknown) => string;

const namesPlace = (groupBy: readonly Grouping[]) => groupBy.includes('agency') || groupBy.includes('checkpoint');
const namesOf = (groupBy: readonly Grouping[]) =>
  groupBy.flatMap((grouping) => (grouping === 'hour' || grouping === 'day' ? [] : [columns[grouping]]));

/** Rows of `scans` with the columns that are grouped by; a part that was too much is taken away again. */
function scansSql(window: Window, groupBy: readonly Grouping[], filter: ScanFilter, given: Given): string {
  const byTime = groupBy.includes('hour') || groupBy.includes('day');
  const byReason = groupBy.includes('reason');
  const ofPlaces = namesPlace(groupBy) || filter.agencies.length > 0 || filter.checkpoint !== undefined;
  const select = (part: Part, table: string, counted: string) => {
    const values = [
      ...(byTime ? [`${begins[part.of]} AS begin`] : []),
      ...namesOf(groupBy),
      `${part.sign} * ${counted} AS scans`,
    ];
    return `SELECT ${values.join(', ')} FROM ${table} WHERE ${conditionsWithin(part, filter, given)}`;
  };
  const parts = partsOf(window, groupBy.includes('hour') ? ['hour'] : ['day', 'hour'], new Date()).flatMap((part) => {
    if (part.of === 'scan')
      return [select(part, `access_event${byReason ? ' CROSS JOIN unnest(reasons) AS reason' : ''}`, '1')];
    const sums = sumsTableOf({ unit: part.of, of: ofPlaces ? 'places' : 'districts', byReason });
    const counted = select({ ...part, of: 'hour' }, 'counted_scans', 'scans');
    return [select(part, sums, 'scans'), `${counted} AND reason IS ${byReason ? 'NOT ' : ''}NULL`];
  });
  return parts.join(' UNION ALL ');
}

function conditionsWithin(
  { of, from, to }: Pick<Part, 'of' | 'from' | 'to'>,
  filter: ScanFilter,
  given: Given,
): string {
  const within = [`${times[of]} >= ${given(from.toISOString())}`, `${times[of]} < ${given(to.toISOString())}`];
  return [...within, ...conditionsOf(filter, given)].join(' AND ');
}

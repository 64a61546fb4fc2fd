import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { conditionsOf, type ScanFilter } from '../listing/scan-filter';
import { localInstant, wholeHoursOf, type Window } from './domain/window';
import type { Grouping, ScanCount } from './access-statistics.schemas';

type Row = Omit<ScanCount, 'hour' | 'scans'> & { readonly hour?: Date; readonly scans: string };

const expressions: Readonly<Record<Grouping, string>> = {
  hour: 'hour',
  day: `to_char(date_trunc('day', hour AT TIME ZONE 'Asia/Ho_Chi_Minh'), 'YYYY-MM-DD')`,
  district: 'district',
  agency: 'agency',
  checkpoint: 'checkpoint',
  venueKind: 'venue_kind',
  decision: 'decision',
  reason: 'reason',
};

/** Counts scans by `received_at`, from the sums of whole hours and from the scans themselves before and after those. */
@Injectable()
export class AccessStatisticsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** In the order of the groups; at most `limit` of them. */
  async count(window: Window, groupBy: readonly Grouping[], filter: ScanFilter, limit: number): Promise<ScanCount[]> {
    const parameters: unknown[] = [];
    const given = (value: unknown) => `$${parameters.push(value)}`;
    const conditions = conditionsOf(filter, given);
    const within = (column: string, { from, to }: Window) =>
      [`${column} >= ${given(from.toISOString())}`, `${column} < ${given(to.toISOString())}`, ...conditions].join(
        ' AND ',
      );
    const byReason = groupBy.includes('reason');
    const columns = [
      'district',
      'agency',
      'checkpoint',
      'venue_kind',
      'decision',
      ...(byReason ? ['reason'] : []),
    ].join(', ');
    const sums = byReason ? 'reasons_of_hour' : 'scans_of_hour';
    const scans = `access_event${byReason ? ' CROSS JOIN unnest(reasons) AS reason' : ''}`;
    const { whole, edges } = wholeHoursOf(window);
    const parts = [
      ...(whole ? [`SELECT hour, ${columns}, scans FROM ${sums} WHERE ${within('hour', whole)}`] : []),
      ...edges.map(
        (edge) =>
          `SELECT date_trunc('hour', received_at), ${columns}, 1 FROM ${scans} WHERE ${within('received_at', edge)}`,
      ),
    ];
    const groups = groupBy.map((grouping) => `${expressions[grouping]} AS "${grouping}"`);
    const places = groupBy.map((_, place) => place + 1).join(', ');
    const rows = await this.dataSource.query<Row[]>(
      `SELECT ${[...groups, 'sum(scans) AS scans'].join(', ')} FROM (${parts.join(' UNION ALL ')}) AS counted (hour, ${columns}, scans)
       ${places ? `GROUP BY ${places} ORDER BY ${places}` : 'HAVING count(*) > 0'} LIMIT ${given(limit)}`,
      parameters,
    );
    return rows.map(({ hour, scans: sum, ...row }) => ({
      ...(hour ? { hour: localInstant(hour) } : {}),
      ...row,
      scans: Number(sum),
    }));
  }
}

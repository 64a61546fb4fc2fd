import type { OutcomeCode } from '@entry/contracts/vocabulary/outcomes';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { CaseCounts, CaseCountsQuery } from './cases.schemas';
import type { CaseQueue } from './domain/case-queue';

interface CountedRow {
  readonly day: string;
  readonly outcome: OutcomeCode | null;
  readonly opened: number;
  readonly resolved: number;
  readonly dismissed: number;
  readonly reopened: number;
  readonly open: number;
}

@Injectable()
export class CaseCountsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Each local day on which something happened, oldest first. A case with several outcomes counts under each, and once in the day's total. */
  async count(queue: CaseQueue, { from, to }: CaseCountsQuery): Promise<CaseCounts> {
    const rows = await this.dataSource.query<CountedRow[]>(
      `WITH happened AS (
         SELECT (at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day, event, case_event.outcomes
         FROM case_event JOIN record_case ON record_case.id = case_id WHERE queue = $1 AND event <> 'changed'),
       counted AS (
         SELECT day, outcome, ${['opened', 'resolved', 'dismissed', 'reopened']
           .map((event) => `count(*) FILTER (WHERE event = '${event}')::int AS ${event}`)
           .join(', ')}
         FROM happened, unnest(outcomes || ARRAY[NULL::text]) AS outcome GROUP BY day, outcome)
       SELECT * FROM (
         SELECT day::text, outcome, opened, resolved, dismissed, reopened,
           (sum(opened + reopened - resolved - dismissed) OVER (PARTITION BY outcome ORDER BY day))::int AS open
         FROM counted) AS pile
       WHERE day BETWEEN $2 AND $3 ORDER BY day`,
      [queue, from, to],
    );
    const outcomesOf = Map.groupBy(
      rows.filter(({ outcome }) => outcome !== null),
      ({ day }) => day,
    );
    return {
      items: rows
        .filter(({ outcome }) => outcome === null)
        .map(({ day, open, ...row }) => ({
          day,
          open,
          ...totals(row),
          outcomes: Object.fromEntries(
            (outcomesOf.get(day) ?? []).map((each) => [each.outcome, totals(each)]),
          ) as CaseCounts['items'][number]['outcomes'],
        })),
    };
  }
}

const totals = ({ opened, resolved, dismissed, reopened }: Omit<CountedRow, 'day' | 'outcome' | 'open'>) => ({
  opened,
  resolved,
  dismissed,
  reopened,
});

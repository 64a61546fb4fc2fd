import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Coverage, CoverageQuery } from './coverage.schemas';

const peopleKeptFor = 600_000;

/** How complete and how timely the ministry's vaccination data is. */
@Injectable()
export class CoverageRepository {
  private people: { readonly askedAt: number; readonly answer: Promise<Coverage['people']> } | null = null;

  constructor(private readonly dataSource: DataSource) {}

  /** One pass over the rows that came within the days. */
  async count({ from, to, groupBy }: CoverageQuery): Promise<Coverage['items']> {
    const groups = groupBy.join(', ');
    return this.dataSource.query<Coverage['items']>(
      `SELECT ${groups}, count(*)::int AS received, ${['matched', 'mismatched', 'invalid']
        .map((outcome) => `count(*) FILTER (WHERE outcome = '${outcome}')::int AS ${outcome}`)
        .join(', ')},
         CASE WHEN count(days) > 0 THEN json_build_object('median', percentile_disc(0.5) WITHIN GROUP (ORDER BY days),
           'p90', percentile_disc(0.9) WITHIN GROUP (ORDER BY days)) END AS "daysToTransfer"
       FROM (
         SELECT citizen.district, facility, outcome, (authenticated_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date - happened_on AS days
         FROM submitted_record LEFT JOIN citizen ON citizen.subject = coalesce(submitted_record.subject, claimed_subject)
         WHERE kind = 'vaccination' AND authenticated_at >= $1::date::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'
           AND authenticated_at < ($2::date + 1)::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh') AS came
       GROUP BY ${groups} ORDER BY ${groups}`,
      [from, to],
    );
  }

  /** Millions of people are counted once for everybody who asks within ten minutes. */
  countPeople(): Promise<Coverage['people']> {
    if (this.people && Date.now() - this.people.askedAt < peopleKeptFor) return this.people.answer;
    const answer = this.dataSource.query<Coverage['people']>(
      `SELECT district, count(*)::int AS registered,
         count(*) FILTER (WHERE vaccinated.subject IS NULL)::int AS "withoutRecord"
       FROM citizen LEFT JOIN (
         SELECT DISTINCT subject FROM submitted_record WHERE kind = 'vaccination' AND outcome = 'matched') AS vaccinated USING (subject)
       WHERE status = 'active' GROUP BY district ORDER BY district`,
    );
    this.people = { askedAt: Date.now(), answer };
    answer.catch(() => (this.people = null));
    return answer;
  }
}

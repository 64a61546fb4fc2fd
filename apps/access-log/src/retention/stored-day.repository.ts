import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { LocalDay } from './domain/local-day';
import type { StoredDay } from './stored-days.schemas';

interface Announced {
  /** Announced just now. */
  readonly fresh: readonly LocalDay[];
  /** Announced a day ago or longer. */
  readonly dayAgo: ReadonlySet<LocalDay>;
}

/** What is stored of each day, and what was. */
@Injectable()
export class StoredDayRepository {
  constructor(private readonly dataSource: DataSource) {}

  async announce(manager: EntityManager, days: readonly LocalDay[], now: Date): Promise<Announced> {
    const fresh = await manager.query<{ day: string }[]>(
      `INSERT INTO dropped_day (day, announced_at) SELECT day, $2 FROM unnest($1::date[]) AS day
       ON CONFLICT DO NOTHING RETURNING day::text`,
      [days, now.toISOString()],
    );
    const dayAgo = await manager.query<{ day: string }[]>(
      `SELECT day::text FROM dropped_day WHERE day = ANY($1::date[]) AND announced_at <= $2::timestamptz - interval '1 day'`,
      [days, now.toISOString()],
    );
    return { fresh: fresh.map(({ day }) => day), dayAgo: new Set(dayAgo.map(({ day }) => day)) };
  }

  async drop(manager: EntityManager, day: LocalDay, scans: number, now: Date): Promise<void> {
    await manager.query(`UPDATE dropped_day SET scans = $2, dropped_at = $3 WHERE day = $1`, [
      day,
      scans,
      now.toISOString(),
    ]);
  }

  /** Days with scans, and days that were announced; newest first. */
  async list(): Promise<StoredDay[]> {
    const rows = await this.dataSource.query<
      { day: string; scans: string; announced_at: Date | null; dropped_at: Date | null }[]
    >(
      `SELECT day::text, coalesce(dropped_day.scans, counted.scans, 0) AS scans, announced_at, dropped_at
       FROM (
         SELECT (begin AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day, sum(scans) AS scans FROM (
           SELECT day AS begin, scans FROM scans_of_day UNION ALL SELECT hour, scans FROM counted_scans WHERE reason IS NULL
         ) AS part GROUP BY 1
       ) AS counted
         FULL JOIN dropped_day USING (day)
       ORDER BY day DESC`,
    );
    return rows.map(({ day, scans, announced_at, dropped_at }) => ({
      day,
      scans: Number(scans),
      announcedAt: announced_at?.toISOString() ?? null,
      droppedAt: dropped_at?.toISOString() ?? null,
    }));
  }
}

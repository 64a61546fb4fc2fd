import type { ScansRecordedV1 } from '@entry/contracts/events/scans-recorded.v1';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { PagePosition } from '../listing/domain/page-cursor';
import type { Minutes } from './domain/minutes';

export interface MinuteFilter extends Minutes {
  readonly device?: string | undefined;
  /** Only where the three counts differ. */
  readonly incomplete: boolean;
}

/** Scans of a device that came within a minute. One that two gateways took is two in each count. */
export interface MinuteOfDevice {
  readonly minute: Date;
  readonly device: string;
  /** As gateways told; 0 when they have not. */
  readonly recorded: number;
  /** As access-log read them from Kafka. */
  readonly carried: number;
  /** As the tables hold them now. */
  readonly stored: number;
  /** The one event that was recorded and is not stored; null when there is none, or more than one. */
  readonly missingEvent: string | null;
}

const comparisonSql = (ofDevice: string) => `
  WITH recorded AS (
    SELECT minute, device_id, sum(scans) AS scans, bit_xor(bits_of(event_ids)) AS ids
    FROM recorded_of_minute WHERE minute >= $1 AND minute < $2 ${ofDevice} GROUP BY 1, 2
  ), carried AS (
    SELECT minute, device_id, sum(scans) AS scans FROM (
      SELECT minute, device_id, scans FROM carried_of_minute WHERE minute >= $1 AND minute < $2 ${ofDevice}
      UNION ALL SELECT minute, device_id, scans FROM counted_carried WHERE minute >= $1 AND minute < $2 ${ofDevice}
    ) AS counted GROUP BY 1, 2
  ), stored AS (
    SELECT date_trunc('minute', received_at) AS minute, device_id, count(*) AS scans, bit_xor(bits_of(event_id)) AS ids FROM (
      SELECT received_at, device_id, event_id FROM access_event WHERE received_at >= $1 AND received_at < $2 ${ofDevice}
      UNION ALL SELECT received_at, device_id, event_id FROM repeated_scan WHERE received_at >= $1 AND received_at < $2 ${ofDevice}
    ) AS event GROUP BY 1, 2
  ), compared AS (
    SELECT minute, device_id AS device, coalesce(recorded.scans, 0) AS recorded, coalesce(carried.scans, 0) AS carried,
      coalesce(stored.scans, 0) AS stored, recorded.ids # coalesce(stored.ids, 0::bit(128)) AS difference
    FROM recorded FULL JOIN carried USING (minute, device_id) LEFT JOIN stored USING (minute, device_id)
  )`;
const isIncomplete = '(recorded <> carried OR carried <> stored)';
const tables = ['recorded_of_minute', 'carried_of_minute', 'counted_carried'] as const;

@Injectable()
export class CompletenessRepository {
  constructor(private readonly dataSource: DataSource) {}

  async keepRecorded({ gatewayId, tallies }: ScansRecordedV1, manager: EntityManager): Promise<void> {
    await manager.query(
      `INSERT INTO recorded_of_minute AS held (minute, device_id, gateway_id, part, scans, event_ids)
       SELECT DISTINCT ON (minute, device_id, part) minute, device_id, $1, part, scans, event_ids
       FROM unnest($2::timestamptz[], $3::uuid[], $4::uuid[], $5::int[], $6::uuid[])
         AS tally (minute, device_id, part, scans, event_ids)
       ORDER BY minute, device_id, part, scans DESC
       ON CONFLICT (minute, device_id, gateway_id, part) DO UPDATE SET scans = excluded.scans, event_ids = excluded.event_ids
         WHERE excluded.scans > held.scans`,
      [
        gatewayId,
        tallies.map(({ minute }) => minute),
        tallies.map(({ deviceId }) => deviceId),
        tallies.map(({ part }) => part),
        tallies.map(({ scans }) => scans),
        tallies.map(({ eventIds }) => eventIds),
      ],
    );
  }

  /** Brings what was counted since into the sums of each device's minutes. */
  async addCarried(): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await manager.query(`SELECT pg_advisory_xact_lock(hashtext('access-log-carried'))`);
      await manager.query(
        `WITH taken AS (DELETE FROM counted_carried RETURNING *)
         INSERT INTO carried_of_minute AS held (minute, device_id, scans)
         SELECT minute, device_id, sum(scans) FROM taken GROUP BY 1, 2
         ON CONFLICT (minute, device_id) DO UPDATE SET scans = held.scans + excluded.scans`,
      );
    });
  }

  /** Counted now, newest first, below `after`. */
  async findPage(
    { from, to, device, incomplete }: MinuteFilter,
    { after, limit }: { after: PagePosition | undefined; limit: number },
  ): Promise<MinuteOfDevice[]> {
    const parameters: unknown[] = [from.toISOString(), to.toISOString()];
    const given = (value: unknown) => `$${parameters.push(value)}`;
    const ofDevice = device ? `AND device_id = ${given(device)}` : '';
    const conditions = [
      'true',
      ...(incomplete ? [isIncomplete] : []),
      ...(after ? [`(minute, device) < (${given(after.at.toISOString())}, ${given(after.id)})`] : []),
    ];
    const rows = await this.dataSource.query<Row[]>(
      `${comparisonSql(ofDevice)}
       SELECT minute, device, recorded, carried, stored, CASE WHEN recorded - stored = 1 THEN difference::text END AS difference
       FROM compared WHERE ${conditions.join(' AND ')} ORDER BY minute DESC, device DESC LIMIT ${given(limit)}`,
      parameters,
    );
    return rows.map(({ difference, recorded, carried, stored, ...row }) => ({
      ...row,
      recorded: Number(recorded),
      carried: Number(carried),
      stored: Number(stored),
      missingEvent: difference === null ? null : uuidOf(difference),
    }));
  }

  /** When the first minute began that is kept; null: there is none. */
  async oldest(): Promise<Date | null> {
    const firsts = tables.map((table) => `SELECT min(minute) AS minute FROM ${table}`);
    const [row] = await this.dataSource.query<{ oldest: Date | null }[]>(
      `SELECT min(minute) AS oldest FROM (${firsts.join(' UNION ALL ')}) AS first`,
    );
    return row?.oldest ?? null;
  }

  /** Forgets what was complete within these minutes; the rest stays. */
  async forgetComplete({ from, to }: Minutes): Promise<void> {
    const removals = tables.map(
      (table) => `${table}_gone AS (
        DELETE FROM ${table} USING complete WHERE ${table}.minute = complete.minute AND ${table}.device_id = device)`,
    );
    await this.dataSource.query(
      `${comparisonSql('')}, complete AS (SELECT minute, device FROM compared WHERE NOT ${isIncomplete}), ${removals.join(', ')} SELECT`,
      [from.toISOString(), to.toISOString()],
    );
  }

  async forgetBefore(minute: Date): Promise<void> {
    for (const table of tables)
      await this.dataSource.query(`DELETE FROM ${table} WHERE minute < $1`, [minute.toISOString()]);
    await this.dataSource.query(`DELETE FROM repeated_scan WHERE received_at < $1`, [minute.toISOString()]);
  }
}

type Row = Pick<MinuteOfDevice, 'minute' | 'device'> & {
  recorded: string;
  carried: string;
  stored: string;
  difference: string | null;
};

function uuidOf(bits: string): string {
  const digits = BigInt(`0b${bits}`).toString(16).padStart(32, '0');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

import { localDate } from '@entry/platform/time/local-date';
import type { Client } from 'pg';

/** What the filled log is of; 4 checkpoints an agency, 4 devices a checkpoint, agencies spread over the districts. */
export const filledCity = { agencies: 500, checkpoints: 2_000, devices: 8_000 } as const;

export interface Filling {
  /** How many days before today. */
  readonly daysAgo: number;
  readonly scans: number;
  /** Who is in every four thousandth scan, in turns; the others are a million people without a name. */
  readonly known: readonly string[];
}

const dayLong = 86_400_000;
/** Names by number, the same in every fill. */
const uuid = (kind: string, number: string) =>
  `overlay(overlay(md5('${kind}' || (${number})) PLACING '8' FROM 13) PLACING '8' FROM 17)::uuid`;
export const agencyOf = (checkpoint: string) => uuid('agency', `${checkpoint} % ${filledCity.agencies}`);
export const checkpointOf = (number: string) => uuid('checkpoint', `${number} % ${filledCity.checkpoints}`);

const scansSql = `
  SELECT gen_random_uuid() AS event_id, gen_random_uuid() AS scan_id, 'gateway-1' AS gateway_id,
    CASE WHEN i % 4000 = 0 AND cardinality($3::text[]) > 0 THEN $3[1 + (i / 4000) % cardinality($3::text[])]
      ELSE substr(translate(encode(sha256((floor(random() * 1000000))::int::text::bytea), 'base64'), '+/', '-_'), 1, 22) END AS subject,
    ${uuid('device', `device % ${filledCity.devices}`)} AS device_id, ${checkpointOf('device')} AS checkpoint, ${agencyOf('device')} AS agency,
    (ARRAY['ba-dinh', 'hoan-kiem', 'tay-ho', 'long-bien', 'cau-giay', 'dong-da', 'hai-ba-trung', 'hoang-mai', 'thanh-xuan', 'ha-dong'])[1 + device % ${filledCity.agencies} % 10] AS district,
    (ARRAY['agency', 'mall', 'train-station', 'airport', 'hospital'])[1 + device % ${filledCity.agencies} % 5] AS venue_kind,
    (ARRAY['allow', 'allow', 'allow', 'check', 'deny'])[1 + i % 5] AS decision,
    CASE i % 5 WHEN 3 THEN '{TEST_REQUIRED}' WHEN 4 THEN '{INFECTED}' ELSE '{}' END::text[] AS reasons,
    '2026-11-01.1' AS policy_version, at AS scanned_at, at + interval '21 milliseconds' AS received_at,
    NULL::bigint AS sequence, CASE WHEN random() < 0.5 THEN 'in' ELSE 'out' END AS direction
  FROM (
    SELECT i, floor(random() * ${filledCity.devices})::int AS device,
      date_trunc('milliseconds', $1::timestamptz + i * (interval '23 hours 59 minutes' / $2::int)) AS at
    FROM generate_series(1, $2::int) AS i
  ) AS scan`;

/** A day of the log, as it would be: its partitions with their indexes, and counted for the sums. */
export async function fillDay(client: Client, { daysAgo, scans, known }: Filling): Promise<void> {
  const day = localDate(new Date(Date.now() - daysAgo * dayLong));
  const [from, to] = [`${day}T00:00:00+07:00`, new Date(Date.parse(`${day}T00:00:00+07:00`) + dayLong).toISOString()];
  const name = day.replaceAll('-', '');
  const { rows } = await client.query<{ there: string | null }>('SELECT to_regclass($1) AS there', [
    `access_event_${name}`,
  ]);
  const isThere = rows[0]?.there !== null;
  const [events, recorded] = isThere
    ? ['access_event', 'recorded_scan']
    : [`access_event_${name}`, `recorded_scan_${name}`];
  await client.query(`SET maintenance_work_mem = '512MB'`);
  await client.query('BEGIN');
  if (!isThere)
    for (const table of ['access_event', 'recorded_scan'])
      await client.query(`CREATE TABLE ${table}_${name} (LIKE ${table} INCLUDING DEFAULTS)`);
  await client.query(`INSERT INTO ${events} ${scansSql}`, [from, scans, known]);
  const ofDay = `FROM ${events} WHERE received_at >= '${from}' AND received_at < '${to}'`;
  await client.query(
    `INSERT INTO ${recorded} (scanned_on, device_id, scan_id, subject) SELECT '${day}', device_id, scan_id, subject ${ofDay}`,
  );
  await client.query(
    `INSERT INTO counted_scans SELECT date_trunc('hour', received_at), district, agency, checkpoint, venue_kind, decision, count(*), NULL ${ofDay} GROUP BY 1, 2, 3, 4, 5, 6`,
  );
  await client.query(
    `INSERT INTO counted_scans SELECT date_trunc('hour', received_at), district, agency, checkpoint, venue_kind, decision, count(*), reasons[1]
     ${ofDay} AND cardinality(reasons) > 0 GROUP BY 1, 2, 3, 4, 5, 6, 8`,
  );
  await client.query(
    `INSERT INTO agency_district SELECT DISTINCT agency, district FROM counted_scans ORDER BY 1, 2 ON CONFLICT DO NOTHING`,
  );
  if (!isThere) {
    // In the order in which access-log takes the tables.
    await client.query(
      `ALTER TABLE recorded_scan ATTACH PARTITION recorded_scan_${name} FOR VALUES FROM ('${day}') TO ('${localDate(new Date(Date.parse(to) + 1))}')`,
    );
    await client.query(
      `ALTER TABLE access_event ATTACH PARTITION access_event_${name} FOR VALUES FROM ('${from}') TO ('${to}')`,
    );
  }
  await client.query('COMMIT');
}

import type { EntityManager } from 'typeorm';
import type { Gap, Run, RunWithGaps } from './domain/run';

/** When a gap was first seen, and of where the scan was that showed it. */
export interface Notice {
  readonly noticedAt: Date;
  readonly checkpoint: string;
  readonly agency: string;
  readonly district: string;
}

export type CountedRun = RunWithGaps<Notice>;

interface ChangedDevice {
  readonly device: string;
  readonly before: readonly CountedRun[];
  readonly after: readonly CountedRun[];
}

/** The runs of each device, which nobody else changes before the transaction ends. Devices in a fixed order, so that no two batches wait for each other. */
export async function lockRuns(
  manager: EntityManager,
  devices: readonly string[],
): Promise<ReadonlyMap<string, readonly Run[]>> {
  const lock = async () => {
    const rows = await manager.query<{ device_id: string; runs: Run[] }[]>(
      `SELECT device_id, runs FROM device_sequence WHERE device_id = ANY($1::uuid[]) ORDER BY device_id FOR UPDATE`,
      [devices],
    );
    return new Map(rows.map(({ device_id, runs }) => [device_id, runs]));
  };
  const known = await lock();
  if (known.size === devices.length) return known;
  await manager.query(
    `INSERT INTO device_sequence (device_id) SELECT * FROM unnest($1::uuid[]) ON CONFLICT DO NOTHING`,
    [devices],
  );
  return lock();
}

interface GapRow {
  id: string;
  run_id: string;
  first_missing: string;
  last_missing: string;
  noticed_at: Date;
  checkpoint: string;
  agency: string;
  district: string;
}

/** The gaps of each run that reach into its stretch. */
export async function readGaps(
  manager: EntityManager,
  stretches: readonly { run: string; from: number; to: number }[],
): Promise<ReadonlyMap<string, readonly Gap<Notice>[]>> {
  const rows = await manager.query<GapRow[]>(
    `SELECT gap.* FROM unnest($1::uuid[], $2::bigint[], $3::bigint[]) AS stretch (run_id, lowest, highest)
     JOIN sequence_gap AS gap ON gap.run_id = stretch.run_id
       AND gap.last_missing >= stretch.lowest AND gap.first_missing <= stretch.highest`,
    [stretches.map(({ run }) => run), stretches.map(({ from }) => from), stretches.map(({ to }) => to)],
  );
  const gaps = new Map<string, Gap<Notice>[]>();
  for (const { id, run_id, first_missing, last_missing, noticed_at, checkpoint, agency, district } of rows) {
    const notice = { noticedAt: noticed_at, checkpoint, agency, district };
    const gap = { id, first: Number(first_missing), last: Number(last_missing), notice };
    gaps.set(run_id, [...(gaps.get(run_id) ?? []), gap]);
  }
  return gaps;
}

const saveSql = `
  WITH counted AS (
    UPDATE device_sequence SET runs = device.runs::jsonb
    FROM unnest($1::uuid[], $2::text[]) AS device (device_id, runs)
    WHERE device_sequence.device_id = device.device_id
  ), closed AS (
    DELETE FROM sequence_gap WHERE id = ANY($3::uuid[])
  )
  INSERT INTO sequence_gap (
    id, run_id, first_missing, last_missing, device_id, checkpoint, agency, district, noticed_at
  )
  SELECT * FROM unnest(
    $4::uuid[], $5::uuid[], $6::bigint[], $7::bigint[], $8::uuid[], $9::uuid[], $10::uuid[], $11::text[], $12::timestamptz[]
  )
  ON CONFLICT (id) DO UPDATE SET first_missing = excluded.first_missing, last_missing = excluded.last_missing`;

/** Brings the tables from `before` to `after`. The gaps of a run that is no longer kept stay as they are. */
export async function save(manager: EntityManager, devices: readonly ChangedDevice[]): Promise<void> {
  const runs = devices.flatMap(({ device, after }) => after.map((run) => ({ ...run, device })));
  const before = devices.flatMap((device) => device.before.flatMap(({ gaps }) => gaps));
  const gaps = runs.flatMap(({ gaps: ofRun, id, device }) => ofRun.map((gap) => ({ gap, run: id, device })));
  const unchanged = new Set(before);
  const changed = gaps.filter(({ gap }) => !unchanged.has(gap));
  const column = <Value>(value: (change: (typeof changed)[number]) => Value) => changed.map(value);
  await manager.query(saveSql, [
    devices.map(({ device }) => device),
    devices.map(({ after }) => JSON.stringify(after.map(({ gaps: _, ...run }) => run))),
    devices.flatMap(closedOf),
    column(({ gap }) => gap.id),
    column(({ run }) => run),
    column(({ gap }) => gap.first),
    column(({ gap }) => gap.last),
    column(({ device }) => device),
    column(({ gap }) => gap.notice.checkpoint),
    column(({ gap }) => gap.notice.agency),
    column(({ gap }) => gap.notice.district),
    column(({ gap }) => gap.notice.noticedAt.toISOString()),
  ]);
}

function closedOf({ before, after }: ChangedDevice): string[] {
  const kept = new Set(after.map(({ id }) => id));
  const open = new Set(after.flatMap(({ gaps }) => gaps.map(({ id }) => id)));
  return before.flatMap(({ id, gaps }) =>
    kept.has(id) ? gaps.map((gap) => gap.id).filter((gap) => !open.has(gap)) : [],
  );
}

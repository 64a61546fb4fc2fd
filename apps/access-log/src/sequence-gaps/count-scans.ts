import type { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import type { EntityManager } from 'typeorm';
import { lockRuns, readGaps, save, type CountedRun, type Notice } from './device-sequence.store';
import { scanTime, withScans } from './domain/device-runs';
import type { NumberedScan, Run } from './domain/run';

type Scan = NumberedScan<Notice>;

/**
 * Counts newly stored scans among those of their devices, within the transaction that stores them: afterwards
 * `sequence_gap` holds each number that was passed over and has not come. Scans without a number do not count. The
 * devices stay locked until the transaction ends, so this belongs at its end.
 */
export async function countScans(manager: EntityManager, events: readonly AccessEventV1[], now: Date): Promise<void> {
  const scans = scansByDevice(events, now);
  if (scans.size === 0) return;
  const runs = await lockRuns(manager, [...scans.keys()].sort());
  const reached = [...scans].flatMap(([device, ofDevice]) => reachedBy(ofDevice, runs.get(device) ?? []));
  const gaps = reached.length > 0 ? await readGaps(manager, reached) : new Map<string, never>();

  const devices = [...scans].map(([device, ofDevice]) => {
    const before: CountedRun[] = (runs.get(device) ?? []).map((run) => ({ ...run, gaps: gaps.get(run.id) ?? [] }));
    return { device, before, after: withScans(before, ofDevice) };
  });
  await save(manager, devices);
}

function scansByDevice(events: readonly AccessEventV1[], now: Date): Map<string, Scan[]> {
  const byDevice = new Map<string, Scan[]>();
  for (const { sequence, deviceId, scannedAt, receivedAt, checkpoint, agency, district } of events) {
    if (sequence === null) continue;
    const at = scanTime(new Date(scannedAt), new Date(receivedAt));
    const scan = { sequence, at, notice: { noticedAt: now, checkpoint, agency, district } };
    const device = deviceId.toLowerCase();
    const ofDevice = byDevice.get(device);
    if (ofDevice) ofDevice.push(scan);
    else byDevice.set(device, [scan]);
  }
  return byDevice;
}

/** The stretches of runs in which late scans can lie; none of the usual scan, which is above all. */
function reachedBy(scans: readonly Scan[], runs: readonly Run[]): { run: string; from: number; to: number }[] {
  const sequences = scans.map(({ sequence }) => sequence);
  const [from, to] = [Math.min(...sequences), Math.max(...sequences)];
  return runs.filter(({ lowest, highest }) => from < highest && to > lowest).map(({ id }) => ({ run: id, from, to }));
}

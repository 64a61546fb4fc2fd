import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CardTagger } from '../verification/card-tagger';
import type { RecentScans } from '../verification/recent-scans';
import type { ScanRecorder } from '../verification/scan-recorder';
import { OfflineScansService } from './offline-scans.service';

const qr = '001190000007||Nguyễn Thị Bí Mật|15031990|Nữ|Số 1 Phố Kín, Hà Nội|01052021';
const checkpoint = {
  checkpoint: randomUUID(),
  name: 'Cổng chính',
  agency: randomUUID(),
  district: 'ba-dinh',
  venueKind: 'agency',
  version: 1,
} as const;

/** A disk and a Redis that take no time at all. */
function aService(recorded: () => void) {
  const recent: Partial<RecentScans> = {
    digestOf: () => 'digest',
    find: () => null,
    findElsewhere: () => Promise.resolve(null),
    begin: () => undefined,
  };
  const recorder: Partial<ScanRecorder> = {
    record: ({ response }) => {
      recorded();
      return Promise.resolve({ response, isKept: true });
    },
  };
  const tagger: Partial<CardTagger> = { subjectOf: () => 'A'.repeat(22) };
  return new OfflineScansService(tagger as CardTagger, recent as RecentScans, recorder as ScanRecorder);
}

describe('OfflineScansService', () => {
  it('leaves the event loop to others after each fifty scans', async () => {
    let [count, mostInATurn, isDone] = [0, 0, false];
    const scans = Array.from({ length: 1_000 }, (_, sequence) => ({
      scanId: randomUUID(),
      qr,
      scannedAt: '2025-11-23T08:00:03.120+07:00',
      decision: 'allow',
      sequence,
    }));
    const recording = aService(() => (count += 1))
      .record(scans, { id: randomUUID(), checkpoint })
      .finally(() => (isDone = true));
    for (let before = 0; !isDone; before = count) {
      await nextTurn();
      mostInATurn = Math.max(mostInATurn, count - before);
    }

    expect((await recording).length).toBe(1_000);
    expect(mostInATurn).toBe(50);
  });
});

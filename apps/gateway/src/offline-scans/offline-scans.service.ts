import { Problem } from '@entry/platform/http/problem';
import { newTraceparent } from '@entry/platform/kafka/event-message';
import { Injectable } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { StationedDevice } from '../devices/device-directory';
import { CardTagger } from '../verification/card-tagger';
import { offlineAnswer } from '../verification/domain/offline-decision';
import type { ScannedCard } from '../verification/domain/scanned-card';
import { isUnkept } from '../verification/domain/unkept-scan';
import { RecentScans, ScanIdReused } from '../verification/recent-scans';
import { ScanRecorder } from '../verification/scan-recorder';
import type { VerifyResponse } from '../verification/verification.schemas';
import type { OfflineScan, OfflineScanResult } from './offline-scans.schemas';
import { readOfflineScan, reusedScanId } from './read-offline-scan';

/** Scans a turn of the event loop: more would hold up the scans at the doors. */
const scansATurn = 50;

interface Upload {
  readonly device: StationedDevice;
  readonly receivedAt: Date;
  readonly traceparent: string;
}

interface NewScan {
  readonly scan: OfflineScan;
  readonly card: ScannedCard;
  readonly digest: string;
}

/** Records scans that a device decided by itself, as it decided them. */
@Injectable()
export class OfflineScansService {
  constructor(
    private readonly tagger: CardTagger,
    private readonly recent: RecentScans,
    private readonly recorder: ScanRecorder,
  ) {}

  /** A result for each scan, in order, when all that were accepted are on the disk; 503 `NOT_RECORDED` when it does not take them. The upload can be sent again. */
  async record(
    scans: readonly unknown[],
    device: StationedDevice,
    traceparent = newTraceparent(),
  ): Promise<OfflineScanResult[]> {
    const upload = { device, receivedAt: new Date(), traceparent };
    const results: OfflineScanResult[] = [];
    for (let start = 0; start < scans.length; start += scansATurn) {
      const some = scans.slice(start, start + scansATurn);
      results.push(...(await Promise.all(some.map((scan, place) => this.recordOne(scan, start + place, upload)))));
      await nextTurn();
    }
    return results;
  }

  private async recordOne(given: unknown, place: number, upload: Upload): Promise<OfflineScanResult> {
    const reading = readOfflineScan(given, place, upload.receivedAt);
    if (reading.outcome === 'refused') return reading;
    const { scan, card } = reading;
    const { scanId, qr } = scan;
    const digest = this.recent.digestOf(upload.device.id, qr);
    try {
      const first = this.recent.find(scanId, digest);
      // What another answer says is not on a disk does not count: here it has to be.
      if (first && !isUnkept(await first)) return { scanId, outcome: 'repeated' };
      const recording = this.recordNew({ scan, card, digest }, upload);
      this.recent.begin(
        scanId,
        digest,
        recording.then((recorded) => recorded.first),
      );
      return { scanId, outcome: (await recording).outcome };
    } catch (error) {
      if (error instanceof ScanIdReused) return reusedScanId(scanId);
      throw error;
    }
  }

  private async recordNew(
    { scan, card, digest }: NewScan,
    { device, receivedAt, traceparent }: Upload,
  ): Promise<{ outcome: 'repeated' | 'recorded'; first: VerifyResponse }> {
    const { scanId, decision } = scan;
    const elsewhere = await this.recent.findElsewhere(scanId, digest);
    if (elsewhere) return { outcome: 'repeated', first: elsewhere };
    const response = { scanId, ...offlineAnswer(decision, receivedAt) };
    const subject = this.tagger.subjectOf(card);
    const toRecord = { response, subject, device, digest, told: scan, traceparent };
    const { isKept } = await this.recorder.record(toRecord, (decided) => decided);
    if (!isKept) throw notRecorded();
    return { outcome: 'recorded', first: response };
  }
}

function notRecorded(): Problem {
  return new Problem(503, 'NOT_RECORDED', 'The scans could not be recorded. Send all of them again.', {
    headers: { 'retry-after': '1' },
  });
}

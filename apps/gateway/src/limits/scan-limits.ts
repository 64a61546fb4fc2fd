import { Problem } from '@entry/platform/http/problem';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { CONFIG, type GatewayConfig } from '../config';
import type { StationedDevice } from '../devices/device-directory';
import { DeviceReports } from '../self/device-reports';
import { AskedNumbers } from './domain/enumeration';

/** One scan in so many seconds of a device that is suspected to look for numbers. */
const suspectedPace = 2;

/** How fast a device, a checkpoint, and a device that looks for numbers, may scan. Each gateway counts for itself: no scan waits for another one's count. */
@Injectable()
export class ScanLimits {
  private readonly logger = new Logger(ScanLimits.name);
  private readonly byDevice: RateLimiterMemory;
  private readonly byCheckpoint: RateLimiterMemory;
  private readonly suspected = new RateLimiterMemory({ points: 1, duration: suspectedPace });
  private readonly asked = new Map<string, AskedNumbers>();

  constructor(
    @Inject(CONFIG) { DEVICE_SCANS_PER_SECOND, CHECKPOINT_SCANS_PER_SECOND }: GatewayConfig,
    private readonly reports: DeviceReports,
  ) {
    this.byDevice = new RateLimiterMemory({ points: DEVICE_SCANS_PER_SECOND, duration: 1 });
    this.byCheckpoint = new RateLimiterMemory({ points: CHECKPOINT_SCANS_PER_SECOND, duration: 1 });
  }

  /** Throws 429 `TOO_MANY_SCANS` with `Retry-After` when this scan comes too soon. */
  async take({ id, checkpoint }: StationedDevice): Promise<void> {
    await takeFrom(this.byDevice, id, 'This device scans faster than a device does.');
    await takeFrom(this.byCheckpoint, checkpoint.checkpoint, 'This checkpoint scans faster than its devices do.');
    if (this.asked.get(id)?.isSuspected(Date.now())) {
      await takeFrom(this.suspected, id, 'This device asked for too many unknown numbers.');
    }
  }

  /** Counts what came of a scan; `unknown` is the pseudonym of who is in no register. */
  note(deviceId: string, unknown: string | null): void {
    const asked = this.asked.get(deviceId) ?? new AskedNumbers();
    this.asked.set(deviceId, asked);
    const suspicion = asked.note(Date.now(), unknown);
    if (!suspicion) return;
    const { unknownNumbers } = suspicion;
    this.logger.warn(`Device ${deviceId} asked for ${unknownNumbers} unknown numbers within ten minutes`);
    this.reports.add({ kind: 'enumeration', deviceId, unknownNumbers });
  }
}

async function takeFrom(limiter: RateLimiterMemory, key: string, detail: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000));
    throw new Problem(429, 'TOO_MANY_SCANS', detail, { headers: { 'retry-after': String(seconds) } });
  }
}

import { keyedDigest } from '@entry/platform/personal-data/pseudonyms';
import { Problem } from '@entry/platform/http/problem';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { WakeableLoop } from '@entry/platform/lifecycle/wakeable-loop';
import { CONFIG, type GatewayConfig } from '../config';
import { Journal } from '../journal/journal';
import type { RememberedScan } from '../journal/remembered-scan';
import type { VerifyResponse } from './verification.schemas';

interface RecentScan extends Omit<RememberedScan, 'response'> {
  readonly response: Promise<VerifyResponse>;
}

const rememberedFor = 10 * 60_000;
const cleanEvery = 30_000;

/** The scans of the last ten minutes, over restarts too: a repeat is told from a new scan by its id. */
@Injectable()
export class RecentScans implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(RecentScans.name);
  private readonly scans = new Map<string, RecentScan>();
  private loop: WakeableLoop | null = null;

  constructor(
    private readonly journal: Journal,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    for (const scan of await this.journal.readScans()) {
      this.scans.set(scan.scanId, { ...scan, response: Promise.resolve(scan.response) });
    }
    this.loop = new WakeableLoop(() => this.clean(), 'cleaning of remembered scans', this.logger, cleanEvery);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop?.stop();
  }

  digestOf(qr: string): string {
    return keyedDigest(this.config.TAG_KEY, `qr\n${qr}`);
  }

  /** The first answer to this scan, or null when it is new; 409 when the id came with another QR or from another device. */
  find(scanId: string, deviceId: string, qrDigest: string): Promise<VerifyResponse> | null {
    const scan = this.scans.get(scanId);
    if (!scan || Date.now() - scan.rememberedAt > rememberedFor) return null;
    if (scan.deviceId === deviceId && scan.qrDigest === qrDigest) return scan.response;
    throw new Problem(409, 'SCAN_ID_REUSED', 'This scanId came before with another QR or from another device.');
  }

  /** Holds the id for a scan that is being answered; one that fails is forgotten, so that it can be tried again. */
  begin(scan: RecentScan): void {
    this.scans.set(scan.scanId, scan);
    scan.response.catch(() => this.scans.delete(scan.scanId));
  }

  private async clean(): Promise<boolean> {
    const oldest = Date.now() - rememberedFor;
    for (const [scanId, { rememberedAt }] of this.scans) if (rememberedAt < oldest) this.scans.delete(scanId);
    await this.journal.forgetScansBefore(firstIdAt(oldest));
    return false;
  }
}

/** The smallest UUIDv7 of a millisecond (RFC 9562, section 5.7). */
function firstIdAt(milliseconds: number): string {
  const hex = milliseconds.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

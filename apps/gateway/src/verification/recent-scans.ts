import { Problem } from '@entry/platform/http/problem';
import { WakeableLoop } from '@entry/platform/lifecycle/wakeable-loop';
import { keyedDigest } from '@entry/platform/personal-data/pseudonyms';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { CONFIG, type GatewayConfig } from '../config';
import { Journal } from '../journal/journal';
import { isUnkept } from './domain/unkept-scan';
import { fromCompactScan, toCompactScan, type KnownScan } from './compact-scan';
import { SharedScans } from './shared-scans';
import type { VerifyResponse } from './verification.schemas';

interface ScanUnderWay {
  readonly digest: string;
  readonly first: Promise<VerifyResponse>;
}

const minute = 60_000;
const rememberedFor = 10 * minute;
const cleanEvery = 30_000;

export class ScanIdReused extends Problem {
  constructor() {
    super(409, 'SCAN_ID_REUSED', 'This scanId came before with another QR or from another device.');
  }
}

/** The scans of the last ten minutes, over restarts and gateways too: a repeat is told from a new scan by its id. */
@Injectable()
export class RecentScans implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(RecentScans.name);
  private readonly underWay = new Map<string, ScanUnderWay>();
  /** Compact scans by id, by the minute of their arrival: a whole minute is forgotten at once, and no map grows so large that its growth holds up scans. */
  private readonly minutes = new Map<number, Map<string, string>>();
  private loop: WakeableLoop | null = null;

  constructor(
    private readonly journal: Journal,
    private readonly shared: SharedScans,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    for (const { scanId, digest, response, rememberedAt } of await this.journal.readScans()) {
      this.keep(scanId.toLowerCase(), toCompactScan({ digest, first: response }), rememberedAt);
    }
    this.loop = new WakeableLoop(() => this.clean(), 'cleaning of remembered scans', this.logger, cleanEvery);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop?.stop();
  }

  /** What binds a scan id to its device and payload. */
  digestOf(deviceId: string, qr: string): string {
    return keyedDigest(this.config.TAG_KEY, `scan\n${deviceId}\n${qr}`);
  }

  /** The first answer to a scan that came to this gateway, or null; `ScanIdReused` when the id came with another digest. */
  find(scanId: string, digest: string): Promise<VerifyResponse> | null {
    const key = scanId.toLowerCase();
    const scan = this.underWay.get(key) ?? this.findKept(key);
    if (scan === null) return null;
    if (scan.digest !== digest) throw new ScanIdReused();
    return Promise.resolve(scan.first);
  }

  /** The same of the other gateways, of which nothing is known while Redis is away. */
  async findElsewhere(scanId: string, digest: string): Promise<VerifyResponse | null> {
    const text = await this.shared.find(scanId);
    const scan = text === null ? null : fromCompactScan(scanId, text);
    if (scan && scan.digest !== digest) throw new ScanIdReused();
    return scan?.first ?? null;
  }

  /**
   * Holds the id of a scan until its first answer is there, then remembers it; one that fails is forgotten, so that it can be
   * tried again. Other gateways are told when it is on the disk.
   */
  begin(scanId: string, digest: string, first: Promise<VerifyResponse>): void {
    const key = scanId.toLowerCase();
    this.underWay.set(key, { digest, first });
    first.then(
      (response) => {
        const text = toCompactScan({ digest, first: response });
        this.keep(key, text, Date.now());
        this.underWay.delete(key);
        if (!isUnkept(response)) this.shared.tell(key, text);
      },
      () => this.underWay.delete(key),
    );
  }

  private keep(key: string, text: string, at: number): void {
    const arrival = Math.floor(at / minute);
    const ofMinute = this.minutes.get(arrival) ?? new Map<string, string>();
    this.minutes.set(arrival, ofMinute.set(key, text));
  }

  private findKept(key: string): KnownScan | null {
    const oldest = oldestMinute();
    for (const [arrival, ofMinute] of this.minutes) {
      const text = arrival < oldest ? undefined : ofMinute.get(key);
      if (text !== undefined) return fromCompactScan(key, text);
    }
    return null;
  }

  private async clean(): Promise<boolean> {
    const oldest = oldestMinute();
    for (const arrival of this.minutes.keys()) if (arrival < oldest) this.minutes.delete(arrival);
    await this.journal.forgetScansBefore(firstIdAt(oldest * minute));
    return false;
  }
}

/** The minute that has scans which came ten minutes ago. */
function oldestMinute(): number {
  return Math.floor((Date.now() - rememberedFor) / minute);
}

/** The smallest UUIDv7 of a millisecond (RFC 9562, section 5.7). */
function firstIdAt(milliseconds: number): string {
  const hex = milliseconds.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

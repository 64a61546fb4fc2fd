import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type GatewayConfig } from '../config';
import type { StationedDevice } from '../devices/device-directory';
import { Journal, type ToKeep } from '../journal/journal';
import type { VerifyRequest, VerifyResponse } from './verification.schemas';

export interface DecidedScan {
  readonly response: VerifyResponse;
  readonly subject: string;
  readonly device: StationedDevice;
  /** What a repeat must have as well. */
  readonly digest: string;
  readonly told: Pick<VerifyRequest, 'scannedAt' | 'sequence' | 'direction'>;
  readonly traceparent: string;
}

/** Has scans written to this gateway's disk. */
@Injectable()
export class ScanRecorder {
  constructor(
    private readonly journal: Journal,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {}

  /** Resolves when the scan is on the disk, or when that does not take it in time: then what `unkept` makes of the answer is given, and kept later. */
  async record(
    scan: DecidedScan,
    unkept: (response: VerifyResponse) => VerifyResponse,
  ): Promise<{ response: VerifyResponse; isKept: boolean }> {
    const { response, traceparent } = scan;
    const rememberedAt = Date.now();
    const toKeep = (given: VerifyResponse): ToKeep => {
      const { scanId } = given;
      const remembered = { scanId, digest: scan.digest, response: given, rememberedAt };
      return { scan: this.eventOf(scan, given), remembered };
    };
    const isKept = await this.journal.append(toKeep(response), traceparent, () => toKeep(unkept(response)));
    return { response: isKept ? response : unkept(response), isKept };
  }

  private eventOf({ subject, device, told }: DecidedScan, response: VerifyResponse): ToKeep['scan'] {
    const { scanId, decision, reasons, policyVersion, checkedAt } = response;
    const { checkpoint, agency, district, venueKind } = device.checkpoint;
    return {
      scanId,
      gatewayId: this.config.GATEWAY_ID,
      subject,
      deviceId: device.id,
      checkpoint,
      agency,
      district,
      venueKind,
      decision,
      reasons: reasons.map(({ code }) => code),
      policyVersion,
      scannedAt: told.scannedAt ?? checkedAt,
      receivedAt: checkedAt,
      sequence: told.sequence ?? null,
      direction: told.direction ?? null,
    };
  }
}

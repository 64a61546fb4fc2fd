import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type GatewayConfig } from '../config';
import type { StationedDevice } from '../devices/device-directory';
import { Journal } from '../journal/journal';
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

/** Puts scans on this gateway's disk. */
@Injectable()
export class ScanRecorder {
  constructor(
    private readonly journal: Journal,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {}

  /** Resolves with the answer when the scan is on the disk. */
  async record({ response, subject, device, digest, told, traceparent }: DecidedScan): Promise<VerifyResponse> {
    const { scanId, decision, reasons, policyVersion, checkedAt } = response;
    const { checkpoint, agency, district, venueKind } = device.checkpoint;
    const event = {
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
    await this.journal.append(event, { scanId, digest, response, rememberedAt: Date.now() }, traceparent);
    return response;
  }
}

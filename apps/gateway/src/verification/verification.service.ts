import { newTraceparent } from '@entry/platform/kafka/event-message';
import { Problem } from '@entry/platform/http/problem';
import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { CONFIG, type GatewayConfig } from '../config';
import type { StationedDevice } from '../devices/device-directory';
import { Journal, type ToKeep } from '../journal/journal';
import { EntryAssessment } from './entry-assessment';
import { parseQrPayload } from './domain/qr-payload';
import type { ScannedCard } from './domain/scanned-card';
import { answerUnkept } from './domain/unkept-scan';
import { RecentScans } from './recent-scans';
import type { VerifyRequest, VerifyResponse } from './verification.schemas';

/** Answers a scan once it is on disk, or says that it is not; a scan that comes again gets its first answer, unless that would now be `deny`. */
@Injectable()
export class VerificationService {
  constructor(
    private readonly assessment: EntryAssessment,
    private readonly recent: RecentScans,
    private readonly journal: Journal,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {}

  async verify(
    request: VerifyRequest,
    device: StationedDevice,
    traceparent = newTraceparent(),
  ): Promise<VerifyResponse> {
    const reading = parseQrPayload(request.qr);
    if (reading.outcome === 'refused') {
      const { code, message } = reading;
      throw new Problem(422, code, message.en, { members: { message } });
    }
    const scanId = request.scanId ?? randomUUID();
    const qrDigest = this.recent.digestOf(request.qr);
    const first = this.recent.find(scanId, device.id, qrDigest);
    if (first) return this.repeat(await first, reading.card, device);

    const rememberedAt = Date.now();
    const response = this.decideAndRecord({ ...request, scanId }, reading.card, device, {
      qrDigest,
      rememberedAt,
      traceparent,
    });
    this.recent.begin({ scanId, deviceId: device.id, qrDigest, rememberedAt, response });
    return response;
  }

  private async repeat(first: VerifyResponse, card: ScannedCard, device: StationedDevice): Promise<VerifyResponse> {
    const { answer } = await this.assessment.assess(card, device.checkpoint.venueKind);
    return answer.decision === 'deny' ? { scanId: first.scanId, ...answer } : first;
  }

  private async decideAndRecord(
    request: VerifyRequest & { scanId: string },
    card: ScannedCard,
    device: StationedDevice,
    { qrDigest, rememberedAt, traceparent }: { qrDigest: string; rememberedAt: number; traceparent: string },
  ): Promise<VerifyResponse> {
    const { scanId, scannedAt, sequence = null, direction = null } = request;
    const { checkpoint, agency, district, venueKind } = device.checkpoint;
    const { subject, answer } = await this.assessment.assess(card, venueKind);
    const response: VerifyResponse = { scanId, ...answer };
    const toKeep = (given: VerifyResponse): ToKeep => ({
      scan: {
        scanId,
        gatewayId: this.config.GATEWAY_ID,
        subject,
        deviceId: device.id,
        checkpoint,
        agency,
        district,
        venueKind,
        decision: given.decision,
        reasons: given.reasons.map(({ code }) => code),
        policyVersion: given.policyVersion,
        scannedAt: scannedAt ?? given.checkedAt,
        receivedAt: given.checkedAt,
        sequence,
        direction,
      },
      remembered: { scanId, deviceId: device.id, qrDigest, response: given, rememberedAt },
    });
    const isKept = await this.journal.append(toKeep(response), traceparent, () => toKeep(answerUnkept(response)));
    return isKept ? response : answerUnkept(response);
  }
}

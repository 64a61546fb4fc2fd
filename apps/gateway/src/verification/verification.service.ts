import { newTraceparent } from '@entry/platform/kafka/event-message';
import { Problem } from '@entry/platform/http/problem';
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { StationedDevice } from '../devices/device-directory';
import { ScanLimits } from '../limits/scan-limits';
import { EntryAssessment, type Assessment } from './entry-assessment';
import { answerToRepeat } from './domain/offline-decision';
import { parseQrPayload } from './domain/qr-payload';
import type { ScannedCard } from './domain/scanned-card';
import { answerUnkept } from './domain/unkept-scan';
import { RecentScans } from './recent-scans';
import { ScanRecorder } from './scan-recorder';
import type { VerifyRequest, VerifyResponse } from './verification.schemas';

interface NewScan {
  readonly request: VerifyRequest & { readonly scanId: string };
  readonly card: ScannedCard;
  readonly device: StationedDevice;
  readonly digest: string;
  readonly traceparent: string;
}

/** Answers a scan once it is on disk, or says that it is not; a scan that comes again gets its first answer, unless that would now be `deny`. */
@Injectable()
export class VerificationService {
  constructor(
    private readonly assessment: EntryAssessment,
    private readonly recent: RecentScans,
    private readonly recorder: ScanRecorder,
    private readonly limits: ScanLimits,
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
    const { card } = reading;
    const scanId = request.scanId ?? randomUUID();
    const digest = this.recent.digestOf(device.id, request.qr);
    const scan = { request: { ...request, scanId }, card, device, digest, traceparent };
    // An id that is made here cannot have come before.
    if (request.scanId === undefined) return this.record(scan, await this.assess(scan));

    const first = this.recent.find(scanId, digest);
    if (first) return this.repeat(scan, await first, await this.assess(scan));

    const answering = this.answer(scan);
    this.recent.begin(
      scanId,
      digest,
      answering.then((answered) => answered.first),
    );
    return (await answering).response;
  }

  /** The other gateways' scans and the facts are asked for at once: Redis is waited for once. */
  private async answer(scan: NewScan): Promise<{ first: VerifyResponse; response: VerifyResponse }> {
    const elsewhere = this.recent.findElsewhere(scan.request.scanId, scan.digest);
    const [first, assessment] = await Promise.all([elsewhere, this.assess(scan)]);
    if (first) return { first, response: this.repeat(scan, first, assessment) };
    const response = await this.record(scan, assessment);
    return { first: response, response };
  }

  private async assess({ card, device }: NewScan): Promise<Assessment> {
    const assessment = await this.assessment.assess(card, device.checkpoint.venueKind);
    const isUnknown = assessment.answer.reasons.some(({ code }) => code === 'NOT_IN_REGISTER');
    this.limits.note(device.id, isUnknown ? assessment.subject : null);
    return assessment;
  }

  private repeat({ request: { scanId } }: NewScan, first: VerifyResponse, { answer }: Assessment): VerifyResponse {
    return answerToRepeat({ ...first, scanId }, { scanId, ...answer });
  }

  private async record(scan: NewScan, { subject, answer }: Assessment): Promise<VerifyResponse> {
    const { request, device, digest, traceparent } = scan;
    const decided = { scanId: request.scanId, ...answer };
    const toRecord = { response: decided, subject, device, digest, told: request, traceparent };
    const { response } = await this.recorder.record(toRecord, answerUnkept);
    return response;
  }
}

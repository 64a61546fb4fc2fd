import { Decision, Message } from '@entry/contracts/vocabulary/decisions';
import { Instant } from '@entry/contracts/vocabulary/scalars';
import { z } from 'zod';
import { VerifyRequest } from '../verification/verification.schemas';

const mostScans = 1_000;
/** What is earlier cannot be stored. */
const isBeforeYear1 = (instant: string) => Date.parse(instant) < Date.parse('0001-01-01T00:00:00Z');

/** One scan as its device decided it. */
export const OfflineScan = z.strictObject({
  scanId: z.uuid().describe('Made by the device; a scan that comes again changes nothing'),
  qr: VerifyRequest.shape.qr,
  scannedAt: Instant.refine((value) => !isBeforeYear1(value), 'before the year 1'),
  decision: Decision.describe('What the device decided'),
  sequence: VerifyRequest.shape.sequence.unwrap(),
  direction: VerifyRequest.shape.direction,
});
export type OfflineScan = z.output<typeof OfflineScan>;

/** Scans are checked one by one, so that a bad one does not stop the others: here they are only described. */
const { $schema: _, ...description } = z.toJSONSchema(OfflineScan, { io: 'input' });
const describedScan = z.unknown().meta(description);
/** A bare list is taken as well. */
export const OfflineScansRequest = z.preprocess(
  (body) => (Array.isArray(body) ? { scans: body as unknown[] } : body),
  z.strictObject({ scans: z.array(describedScan).max(mostScans) }),
);
export type OfflineScansRequest = z.output<typeof OfflineScansRequest>;

export const OfflineScanResult = z.object({
  scanId: z.string().nullable().describe('As it came; null where there was none'),
  outcome: z.enum(['recorded', 'repeated', 'refused']),
  code: z
    .enum([
      'REQUEST_INVALID',
      'SCANNED_IN_FUTURE',
      'SCAN_ID_REUSED',
      'QR_UNREADABLE',
      'QR_NOT_CCCD',
      'QR_INVALID_FIELD',
    ])
    .optional()
    .describe('Why it was refused'),
  message: Message.optional(),
  errors: z
    .array(z.object({ pointer: z.string(), code: z.string(), message: z.string() }))
    .optional()
    .describe('Each place that is wrong, as JSON pointer into the body'),
});
export type OfflineScanResult = z.output<typeof OfflineScanResult>;

export const OfflineScansResponse = z.object({
  results: z.array(OfflineScanResult).describe('In the order of the scans'),
});
export type OfflineScansResponse = z.output<typeof OfflineScansResponse>;

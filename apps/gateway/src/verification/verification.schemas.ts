import { Decision, Message, ReasonCode } from '@entry/contracts/vocabulary/decisions';
import { Instant } from '@entry/contracts/vocabulary/scalars';
import { Direction } from '@entry/contracts/vocabulary/venues';
import { z } from 'zod';

export const VerifyRequest = z.strictObject({
  qr: z.string().max(8_192).describe('The text of the QR code, as the reader gave it'),
  scanId: z.uuid().optional().describe('Made by the device; makes a repeat within 10 minutes safe'),
  sequence: z.int().min(0).max(Number.MAX_SAFE_INTEGER).optional().describe("The device's own count of its scans"),
  scannedAt: Instant.optional(),
  direction: Direction.optional(),
});
export type VerifyRequest = z.output<typeof VerifyRequest>;

export const Reason = z.object({
  code: ReasonCode,
  message: Message,
  caseNumber: z.string().optional().describe('Of the record that failed and may be what is missing'),
});
export type Reason = z.output<typeof Reason>;

export const VerifyResponse = z.object({
  scanId: z.uuid(),
  decision: Decision,
  reasons: z.array(Reason).describe('Worst first'),
  checkedAt: z.iso.datetime(),
  policyVersion: z.string().describe('`none` while no entry policy is in force'),
  factsAsOf: z.iso.datetime().nullable().describe('How fresh the facts are as a whole; null: not known'),
});
export type VerifyResponse = z.output<typeof VerifyResponse>;

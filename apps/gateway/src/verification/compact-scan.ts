import { Decision } from '@entry/contracts/vocabulary/decisions';
import { z } from 'zod';
import { Reason, type VerifyResponse } from './verification.schemas';

const milliseconds = z.int();
/** Digest, decision, reasons, `checkedAt`, policy version, `factsAsOf`. */
const CompactScan = z.tuple([z.string(), Decision, z.array(Reason), milliseconds, z.string(), milliseconds.nullable()]);

/** A scan as it is remembered: a digest of device and payload, and the first answer; nothing of the card. */
export interface KnownScan {
  readonly digest: string;
  readonly first: VerifyResponse;
}

/** In few bytes, since ten minutes of scans are millions. */
export function toCompactScan({ digest, first }: KnownScan): string {
  const { decision, reasons, checkedAt, policyVersion, factsAsOf } = first;
  const freshness = factsAsOf === null ? null : Date.parse(factsAsOf);
  return JSON.stringify([digest, decision, reasons, Date.parse(checkedAt), policyVersion, freshness]);
}

/** Null for a text that is none. */
export function fromCompactScan(scanId: string, text: string): KnownScan | null {
  const parsed = CompactScan.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const [digest, decision, reasons, checkedAt, policyVersion, factsAsOf] = parsed.data;
  const first = {
    scanId,
    decision,
    reasons,
    checkedAt: new Date(checkedAt).toISOString(),
    policyVersion,
    factsAsOf: factsAsOf === null ? null : new Date(factsAsOf).toISOString(),
  };
  return { digest, first };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

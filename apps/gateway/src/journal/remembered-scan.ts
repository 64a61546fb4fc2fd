import type { VerifyResponse } from '../verification/verification.schemas';

/** What a repeat of a scan is held against, and answered with. */
export interface RememberedScan {
  readonly scanId: string;
  readonly deviceId: string;
  /** Keyed digest of the QR text. */
  readonly qrDigest: string;
  readonly response: VerifyResponse;
  readonly rememberedAt: number;
}

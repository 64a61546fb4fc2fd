import type { VerifyResponse } from '../verification/verification.schemas';

/** What a repeat of a scan is held against, and answered with. */
export interface RememberedScan {
  readonly scanId: string;
  /** Keyed digest of device and QR text. */
  readonly digest: string;
  readonly response: VerifyResponse;
  readonly rememberedAt: number;
}

import { toInputError } from '@entry/platform/http/validation';
import type { Message } from '@entry/contracts/vocabulary/decisions';
import { parseQrPayload } from '../verification/domain/qr-payload';
import type { ScannedCard } from '../verification/domain/scanned-card';
import { OfflineScan, type OfflineScanResult } from './offline-scans.schemas';

type RefusalCode = NonNullable<OfflineScanResult['code']>;
export type Refusal = OfflineScanResult & { readonly outcome: 'refused'; readonly code: RefusalCode };

export type OfflineScanReading =
  { readonly outcome: 'read'; readonly scan: OfflineScan; readonly card: ScannedCard } | Refusal;

/** Milliseconds by which a device's clock may be ahead. */
const aheadAtMost = 5 * 60_000;

/** Reads the scan at a place of an upload. Never throws. */
export function readOfflineScan(given: unknown, place: number, now: Date): OfflineScanReading {
  const pointer = `/scans/${place}`;
  const parsed = OfflineScan.safeParse(given);
  if (!parsed.success) {
    const errors = parsed.error.issues.map((issue) => toInputError(issue, pointer));
    return { ...refusal(scanIdOf(given), 'REQUEST_INVALID', malformed), errors };
  }

  const scan = parsed.data;
  if (Date.parse(scan.scannedAt) > now.getTime() + aheadAtMost) {
    const error = { pointer: `${pointer}/scannedAt`, code: 'SCANNED_IN_FUTURE', message: inFuture.en };
    return { ...refusal(scan.scanId, 'SCANNED_IN_FUTURE', inFuture), errors: [error] };
  }

  const reading = parseQrPayload(scan.qr);
  if (reading.outcome === 'refused') return refusal(scan.scanId, reading.code, reading.message);
  return { outcome: 'read', scan, card: reading.card };
}

export function reusedScanId(scanId: string): Refusal {
  return refusal(scanId, 'SCAN_ID_REUSED', reused);
}

function refusal(scanId: string | null, code: RefusalCode, message: Message): Refusal {
  return { scanId, outcome: 'refused', code, message };
}

/** What is too long to be an id is not sent back. */
function scanIdOf(given: unknown): string | null {
  const { scanId } = (given ?? {}) as { scanId?: unknown };
  return typeof scanId === 'string' && scanId.length <= 36 ? scanId : null;
}

const malformed: Message = {
  vi: 'Lượt quét ghi sai định dạng, không lưu được.',
  en: 'The scan is not in the right form and cannot be kept.',
};
const inFuture: Message = {
  vi: 'Giờ quét ở tương lai. Chỉnh lại đồng hồ của thiết bị.',
  en: 'The time of the scan is in the future. Set the clock of the device right.',
};
const reused: Message = {
  vi: 'Mã lượt quét này đã dùng cho thẻ khác hoặc thiết bị khác.',
  en: 'This scanId came before with another QR or from another device.',
};

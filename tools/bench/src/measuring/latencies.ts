import { build, decodeFromCompressedBase64, encodeIntoCompressedBase64, type Histogram } from 'hdr-histogram-js';

/** In milliseconds. */
export interface Percentiles {
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

/** A histogram as text, for another process. */
export type EncodedLatencies = string;

const settings = { lowestDiscernibleValue: 1, numberOfSignificantValueDigits: 3 } as const;

/** Durations to the microsecond, three digits of each kept. */
export class Latencies {
  private readonly histogram = build(settings);

  /** In milliseconds; less than none is none. */
  record(milliseconds: number): void {
    this.histogram.recordValue(Math.max(0, Math.round(milliseconds * 1_000)));
  }

  /** Null when nothing was recorded. */
  percentiles(): Percentiles | null {
    return percentilesIn(this.histogram);
  }

  encoded(): EncodedLatencies {
    return encodeIntoCompressedBase64(this.histogram);
  }
}

/** Of all that was recorded in any of them; null when nothing was. */
export function percentilesOf(encoded: readonly EncodedLatencies[]): Percentiles | null {
  const all = build(settings);
  for (const text of encoded) all.add(decodeFromCompressedBase64(text));
  return percentilesIn(all);
}

function percentilesIn(histogram: Histogram): Percentiles | null {
  if (histogram.totalCount === 0) return null;
  const at = (percentile: number) => histogram.getValueAtPercentile(percentile) / 1_000;
  return { p50: at(50), p99: at(99), p999: at(99.9), max: histogram.maxValue / 1_000 };
}

import { build } from 'hdr-histogram-js';

/** In milliseconds. */
export interface Percentiles {
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

/** Durations to the microsecond, three digits of each kept. */
export class Latencies {
  private readonly histogram = build({ lowestDiscernibleValue: 1, numberOfSignificantValueDigits: 3 });

  /** In milliseconds; less than none is none. */
  record(milliseconds: number): void {
    this.histogram.recordValue(Math.max(0, Math.round(milliseconds * 1_000)));
  }

  /** Null when nothing was recorded. */
  percentiles(): Percentiles | null {
    if (this.histogram.totalCount === 0) return null;
    const at = (percentile: number) => this.histogram.getValueAtPercentile(percentile) / 1_000;
    return { p50: at(50), p99: at(99), p999: at(99.9), max: this.histogram.maxValue / 1_000 };
  }
}

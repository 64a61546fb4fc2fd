import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Percentiles } from './latencies';

const resolution = 5;

/** How much later than due this process's timers fire, from the call until the function that it gives is called. */
export function watchEventLoop(): () => Percentiles {
  const histogram = monitorEventLoopDelay({ resolution });
  histogram.enable();
  return () => {
    histogram.disable();
    const beyond = (nanoseconds: number) => Math.max(0, nanoseconds / 1_000_000 - resolution);
    const at = (percentile: number) => beyond(histogram.percentile(percentile));
    return { p50: at(50), p99: at(99), p999: at(99.9), max: beyond(histogram.max) };
  };
}

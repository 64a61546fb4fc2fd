import type { Turn } from './turn';

/** A turn in which all went well; each test changes only what it is about. */
export const aTurn = (overrides: Partial<Turn> = {}): Turn => ({
  sent: 100,
  answered: Array.from({ length: 100 }, (_, index) => `scan-${index}`),
  perSecond: 600,
  offeredPerSecond: 600,
  latency: { p50: 4, p99: 12, p999: 40, max: 60 },
  latencySinceSent: { p50: 4, p99: 12, p999: 40, max: 60 },
  refusedLatency: null,
  sentLate: { p50: 0.5, p99: 1, p999: 2, max: 3 },
  eventLoopDelay: { p50: 0, p99: 1, p999: 2, max: 3 },
  right: 100,
  refused: 0,
  decisions: { allow: 80, check: 15, deny: 5 },
  late: { known: 0, unknown: 0 },
  wrong: {},
  ...overrides,
});

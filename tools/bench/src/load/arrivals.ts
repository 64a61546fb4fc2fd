/** When each scan of an open loop is due, in milliseconds after its beginning: evenly, at a constant rate. */
export interface Arrivals {
  readonly count: number;
  dueAt(index: number): number;
}

/** `rate` is scans a second. */
export function constantArrivals(rate: number, seconds: number): Arrivals {
  return { count: Math.floor(rate * seconds), dueAt: (index) => (index * 1_000) / rate };
}

/** The number of the first scan that is not due yet, when those before `from` have been sent. */
export function firstNotDue({ count, dueAt }: Arrivals, from: number, elapsed: number): number {
  let next = from;
  while (next < count && dueAt(next) <= elapsed) next += 1;
  return next;
}

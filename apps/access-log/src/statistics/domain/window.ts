const hour = 3_600_000;
const offset = 7 * hour;

/** From an instant up to, and not with, another. */
export interface Window {
  readonly from: Date;
  readonly to: Date;
}

/** The hour that an instant lies in, as its first instant. */
export function hourOf(instant: string): string {
  return new Date(Math.floor(Date.parse(instant) / hour) * hour).toISOString();
}

/** A window as its whole hours, if there are any, and what lies before and after them. */
export function wholeHoursOf({ from, to }: Window): { whole: Window | null; edges: Window[] } {
  const first = new Date(Math.ceil(from.getTime() / hour) * hour);
  const end = new Date(Math.floor(to.getTime() / hour) * hour);
  if (first >= end) return { whole: null, edges: [{ from, to }] };
  const edges = [
    { from, to: first },
    { from: end, to },
  ].filter((edge) => edge.from < edge.to);
  return { whole: { from: first, to: end }, edges };
}

/** An instant as people in Hanoi write it: RFC 3339 with the offset of Asia/Ho_Chi_Minh. */
export function localInstant(instant: Date): string {
  return `${new Date(instant.getTime() + offset).toISOString().slice(0, 19)}+07:00`;
}

/** `YYYY-MM-DD`, a day of Asia/Ho_Chi_Minh. */
export type LocalDay = string;

const dayLong = 24 * 3_600_000;

/** The day some days after another, or before it. */
export function dayAfter(day: LocalDay, days = 1): LocalDay {
  return new Date(Date.parse(day) + days * dayLong).toISOString().slice(0, 10);
}

/** The first instant of a day. */
export function beginOf(day: LocalDay): Date {
  return new Date(`${day}T00:00:00+07:00`);
}

/** The days for which there must be room: today's and some after it, and yesterday's for what comes late. */
export function daysAhead(today: LocalDay, ahead: number): LocalDay[] {
  return Array.from({ length: ahead + 2 }, (_, place) => dayAfter(today, place - 1));
}

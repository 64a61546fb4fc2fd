/**
 * Whether an instant is of the years 1 to 9999 in UTC: RFC 3339 can write the year 0, and the last hours of 9999 lie
 * in 10000 by their offset; neither can be stored and written again.
 */
export function isStorable(instant: Date): boolean {
  const year = instant.getUTCFullYear();
  return year >= 1 && year <= 9999;
}

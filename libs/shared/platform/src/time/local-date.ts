const offsetMilliseconds = 7 * 3_600_000;

/** The day (`YYYY-MM-DD`) that an instant falls on in Asia/Ho_Chi_Minh, which is UTC+7 all year round. */
export function localDate(instant: Date): string {
  return new Date(instant.getTime() + offsetMilliseconds).toISOString().slice(0, 10);
}

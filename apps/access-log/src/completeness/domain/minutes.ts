/** Whole minutes, the end left out. */
export interface Minutes {
  readonly from: Date;
  readonly to: Date;
}

const minute = 60_000;
const day = 24 * 60 * minute;
const usual = 60 * minute;
/** In milliseconds, from the end of a minute: what came in it is stored by then, unless something holds it up. */
export const grace = 30_000;

const wholeMinute = (milliseconds: number) => new Date(Math.floor(milliseconds / minute) * minute);

/** The last minute whose scans should all be stored has ended here. */
export function settledAt(now: Date): Date {
  return wholeMinute(now.getTime() - grace);
}

/** The minutes that are asked for, less those that cannot be judged yet; an hour where nothing is said. A string says what is wrong. */
export function minutesOf(
  { from, to }: { from?: Date | undefined; to?: Date | undefined },
  now: Date,
): Minutes | string {
  const settled = settledAt(now).getTime();
  const end = Math.min(to ? to.getTime() + minute - 1 : settled, settled);
  const begin = from?.getTime() ?? Math.min(to?.getTime() ?? settled, settled) - usual;
  if (to && from && from >= to) return '`to` must be after `from`';
  if (end - begin > day + minute) return 'Ask for a day at most';
  return { from: wholeMinute(begin), to: wholeMinute(Math.max(begin, end)) };
}

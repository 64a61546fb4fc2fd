import type { LocalDate } from '@entry/contracts/vocabulary/scalars';

const hour = 3_600_000;
const day = 24 * hour;
/** Asia/Ho_Chi_Minh has been UTC+7 without summer time since 1975. */
const offset = 7 * hour;

/** How long ago a day is, in both units that official texts use. The day itself is 0 (Civil Code 2015, art. 147). */
export interface Elapsed {
  readonly days: number;
  /** The least whole number of months that have not run out: six months last while it is at most 6. */
  readonly months: number;
}

/** Null for a day that has not come, or that is no date: neither may help a person. */
export function elapsedSince(date: LocalDate, at: Date): Elapsed | null {
  const today = Math.floor((at.getTime() + offset) / day);
  const days = today - dayNumber(date);
  if (!(days >= 0)) return null;

  let months = Math.floor(days / 31);
  while (addMonths(date, months) < today) months += 1;
  return { days, months };
}

/** Whole hours begun since the day's first moment, rounded up; null as above. */
export function hoursSinceBeginningOf(date: LocalDate, at: Date): number | null {
  const hours = Math.ceil((at.getTime() + offset - dayNumber(date) * day) / hour);
  return hours >= 0 && elapsedSince(date, at) !== null ? hours : null;
}

/** A term of months ends with the same day of its last month, or with that month's end (Civil Code 2015, art. 148). */
function addMonths(date: LocalDate, months: number): number {
  const [year, month, dayOfMonth] = partsOf(date);
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return Date.UTC(year, month - 1 + months, Math.min(dayOfMonth, lastDay)) / day;
}

function dayNumber(date: LocalDate): number {
  const [year, month, dayOfMonth] = partsOf(date);
  return Date.UTC(year, month - 1, dayOfMonth) / day;
}

function partsOf(date: LocalDate): readonly [year: number, month: number, day: number] {
  const [year, month, dayOfMonth] = date.split('-').map(Number);
  return [year ?? NaN, month ?? NaN, dayOfMonth ?? NaN];
}

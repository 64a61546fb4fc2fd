import type { LocalDate } from '@entry/contracts/vocabulary/scalars';

/** Days since 1970-01-01 of the calendar in Asia/Ho_Chi_Minh. */
export type Day = number;

const millisecondsADay = 86_400_000;

/** Throws a RangeError when the text is not `YYYY-MM-DD` or the day does not exist. */
export function dayOf(text: LocalDate): Day {
  const day = Date.parse(`${text}T00:00:00Z`) / millisecondsADay;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(day) || isoDate(day) !== text) {
    throw new RangeError(`${text} is not a day of the calendar, written YYYY-MM-DD`);
  }
  return day;
}

/** `YYYY-MM-DD` */
export function isoDate(day: Day): LocalDate {
  return dateOf(day).toISOString().slice(0, 10);
}

/** Day, month and year with what stands between them: `ddMMyyyy` or `dd/MM/yyyy`. */
export function dayFirst(day: Day, separator: '' | '/'): string {
  const [year, month, dayOfMonth] = isoDate(day).split('-');
  return [dayOfMonth, month, year].join(separator);
}

export function yearOf(day: Day): number {
  return dateOf(day).getUTCFullYear();
}

export function newYear(year: number): Day {
  return Date.UTC(year, 0, 1) / millisecondsADay;
}

/** The same day of another year; 29 February becomes 1 March where there is none. */
export function addYears(day: Day, years: number): Day {
  const date = dateOf(day);
  return date.setUTCFullYear(date.getUTCFullYear() + years) / millisecondsADay;
}

function dateOf(day: Day): Date {
  return new Date(day * millisecondsADay);
}

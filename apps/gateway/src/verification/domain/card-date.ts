const printed = /^(\d{2})(\d{2})(\d{4})$/;
const shared = /^(\d{2})\/(\d{2})\/(\d{4})$/;
const firstYear = 1900;

/**
 * Reads `ddMMyyyy` or `dd/MM/yyyy` as `YYYY-MM-DD`; null for a day that the calendar does not have, such as 31 April, 29 February
 * 2023 or the `00/00` of a year alone, and for years before 1900, of which the citizen number knows nothing.
 */
export function readCardDate(text: string): string | null {
  const [, day, month, year] = printed.exec(text) ?? shared.exec(text) ?? [];
  if (day === undefined || month === undefined || year === undefined) return null;

  const lastDay = daysInMonth(Number(year), Number(month));
  const exists = Number(year) >= firstYear && Number(day) >= 1 && Number(day) <= lastDay;
  return exists ? `${year}-${month}-${day}` : null;
}

function daysInMonth(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

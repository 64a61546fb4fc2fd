export type Sex = 'male' | 'female';

/** A day (`YYYY-MM-DD`), or a year alone (`YYYY`) where old paper records knew no more. */
export type BirthDate = string;

const sexes = new Map<string, Sex>([
  ['male', 'male'],
  ['nam', 'male'],
  ['female', 'female'],
  ['nữ', 'female'],
  ['nu', 'female'],
]);
const longestName = 120;

/** `male`/`female`, `Nam`/`Nữ`, in any case; null for anything else. */
export function readSex(text: string): Sex | null {
  return sexes.get(text.trim().normalize('NFC').toLowerCase()) ?? null;
}

/** `YYYY-MM-DD` or `DD/MM/YYYY` as `YYYY-MM-DD`; null when it is no day of the calendar. */
export function readDate(text: string): string | null {
  const trimmed = text.trim();
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(trimmed);
  if (iso) return existingDay(iso[1], iso[2], iso[3]);
  const vietnamese = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(trimmed);
  if (vietnamese) return existingDay(vietnamese[3], vietnamese[2], vietnamese[1]);
  return null;
}

/** A day, or `YYYY` alone; null when it is neither, or later than `today`. */
export function readBirthDate(text: string, today: string): BirthDate | null {
  const date = /^\s*\d{4}\s*$/.test(text) ? text.trim() : readDate(text);
  return date !== null && date <= today && date >= '1800' ? date : null;
}

/** The name as it came, trimmed; null when it is empty, over 120 characters or has characters that were broken on the way. */
export function readName(text: string): string | null {
  const name = text.normalize('NFC').trim();
  const broken = name.includes('\uFFFD') || !/\p{L}/u.test(name);
  return broken || name.length > longestName ? null : name;
}

/** Whether a text that is kept in plain, or travels, holds the citizen's number. */
export function tellsNumber(written: string, idNumber: string): boolean {
  const number = idNumber.replace(/\D/g, '');
  return number.length >= 9 && written.replace(/\D/g, '').includes(number);
}

function existingDay(year = '', month = '', day = ''): string | null {
  const parsed = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const exists = parsed.getUTCMonth() === Number(month) - 1 && parsed.getUTCDate() === Number(day);
  return exists && year >= '1800' ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : null;
}

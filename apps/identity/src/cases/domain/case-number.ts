/** Crockford's base 32: no letter is taken for a digit, read out or written down. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 10;

/** Of ten random bytes: 50 bits, so that nobody finds another case by counting. Two groups, to be said aloud. */
export function caseNumberOf(bytes: Uint8Array): string {
  const letters = Array.from({ length }, (_, index) => alphabet[(bytes[index] ?? 0) % alphabet.length]).join('');
  return `${letters.slice(0, length / 2)}-${letters.slice(length / 2)}`;
}

/** As it is stored; null when it is none. Lower case, spaces and a missing hyphen are a person's way to write it, and `O`, `I`, `L` are digits. */
export function readCaseNumber(written: string): string | null {
  const letters = written.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  if (letters.length !== length || [...letters].some((letter) => !alphabet.includes(letter))) return null;
  return `${letters.slice(0, length / 2)}-${letters.slice(length / 2)}`;
}

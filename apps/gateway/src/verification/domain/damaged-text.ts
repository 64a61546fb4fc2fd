/**
 * UTF-8 read as windows-1252 or latin1 leaves the bytes of a Vietnamese letter as two or three signs, the first of which tells
 * the block: `Ã Ä Å Æ` Latin letters, `Ì Í` combining marks (text in NFD), `á` letters with two marks, `â€` curly quotes.
 */
const secondByte =
  '[\\u20AC\\u201A\\u0192\\u201E\\u2026\\u2020\\u2021\\u02C6\\u2030\\u0160\\u2039\\u0152\\u017D\\u2018\\u2019\\u201C\\u201D\\u2022\\u2013\\u2014\\u02DC\\u2122\\u0161\\u203A\\u0153\\u017E\\u0178\\u00A0-\\u00BF]';
const misread = new RegExp(
  `[\\u00C3-\\u00C6\\u00CC\\u00CD]${secondByte}|[\\u00E1\\u00C1][\\u00B8-\\u00BB]|\\u00E2\\u20AC`,
);

/** U+FFFD and `?` stand where a reader gave a byte up; the controls are bytes that windows-1252 leaves undefined. */
const givenUp = /[\uFFFD?\u0080-\u009F]/;

/** No name, sex or address in Vietnamese contains what this looks for. `text` is untrimmed: a no-break space may be half a letter. */
export function isDamaged(text: string): boolean {
  return givenUp.test(text) || misread.test(text);
}

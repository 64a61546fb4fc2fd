/**
 * The form in which names are compared: NFC, trimmed, single spaces, lower case, diacritics removed (đ → d),
 * `'` `’` `` ` `` `-` `~` dropped. The letters ŏ ŭ č ĕ ĭ ñ of ethnic minorities lose their marks like any other.
 */
export function foldName(name: string): string {
  return exactName(name)
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replaceAll('đ', 'd')
    .replace(/['’`\-~]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** NFC, trimmed, single spaces, lower case: two names that differ here but agree folded are worth a note. */
export function exactName(name: string): string {
  return name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}

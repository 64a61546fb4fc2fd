import { readCardDate } from './card-date';
import { readCitizenNumber } from './citizen-number';
import { isDamaged } from './damaged-text';
import { recogniseOtherKind } from './other-qr-kinds';
import { invalidField, notCccd, unreadable, type QrRefusal } from './qr-refusal';
import type { ScannedCard, Sex } from './scanned-card';

export type QrReading = { readonly outcome: 'card'; readonly card: ScannedCard } | QrRefusal;

const longestPayload = 1024;
/** In UTF-16 units: NFC makes nothing of this length short enough. */
const longestText = 4 * longestPayload;
const fieldsOfSharedCard = 6;

/**
 * Reads the QR of a CCCD: 7 fields (2021), 7 and more (2024), or the 6 of a picture shared through Zalo. Takes what readers
 * add or change without complaint: BOM, terminators, NFD, spaces round a field, capitals, lost diacritics. Never throws.
 */
export function parseQrPayload(text: string): QrReading {
  const payload = withoutReaderSigns(text.slice(0, longestText).normalize('NFC'));
  const otherKind = recogniseOtherKind(payload);
  if (otherKind !== null) return notCccd(otherKind);

  const fields = payload.split('|');
  const isCutOrGlued = fields.length < fieldsOfSharedCard || /[\r\n]/.test(payload);
  if (isCutOrGlued || Buffer.byteLength(payload) > longestPayload) return unreadable;

  return readFields(fields.length === fieldsOfSharedCard ? fields.toSpliced(1, 0, '') : fields);
}

/** `fields` are the seven of the card of 2021, and what follows. */
function readFields(fields: readonly string[]): QrReading {
  const textDamaged = lettersOf(fields).some(isDamaged);
  const trimmed = fields.map((field) => field.trim()) as SevenFieldsAndMore;
  const [idNumber, oldIdNumber, fullName, birth, sexWord, , issue, ...furtherFields] = trimmed;
  if (!/^\d{12}$/.test(idNumber)) return invalidField('idNumber');
  if (!/^(\d{9}|\d{12})?$/.test(oldIdNumber)) return invalidField('oldIdNumber');
  if (fullName === '') return invalidField('fullName');

  const dateOfBirth = readCardDate(birth);
  if (dateOfBirth === null) return invalidField('dateOfBirth');

  const sexRead = readSex(sexWord);
  const sexUnread = sexRead === null && textDamaged && /^n/i.test(sexWord);
  const sex = sexUnread ? readCitizenNumber(idNumber).sex : sexRead;
  if (sex === null) return invalidField('sex');

  const cardIssuedOn = readCardDate(issue);
  if (cardIssuedOn === null) return invalidField('cardIssuedOn');

  return {
    outcome: 'card',
    card: {
      idNumber,
      oldIdNumber: oldIdNumber || null,
      fullName: textDamaged ? null : fullName,
      dateOfBirth,
      sex,
      sexUnread,
      cardIssuedOn,
      textDamaged,
      furtherFields,
    },
  };
}

type SevenFieldsAndMore = [string, string, string, string, string, string, string, ...string[]];

/** Name, sex and residence, untrimmed. */
function lettersOf(fields: readonly string[]): readonly string[] {
  return [2, 4, 5].map((index) => fields[index] ?? '');
}

/** `Nam` or `Nữ`, in any case, with or without diacritics. */
function readSex(word: string): Sex | null {
  switch (
    word
      .normalize('NFD')
      .replace(/\p{Mn}/gu, '')
      .toLowerCase()
  ) {
    case 'nam':
      return 'male';
    case 'nu':
      return 'female';
    default:
      return null;
  }
}

/** Drops what readers put before and behind: a BOM (damaged ones too), terminators, other control characters, spaces. */
function withoutReaderSigns(text: string): string {
  const begun = text.replace(/^(ï»¿|[\s\p{Cc}\u200B\u2060])+/u, '');
  let end = begun.length;
  // From the end on by hand: a pattern that ends in `+$` takes quadratic time over many spaces inside.
  while (end > 0 && /[\s\p{Cc}\u200B\u2060\uFEFF]/u.test(begun[end - 1] ?? '')) end -= 1;
  return begun.slice(0, end);
}

/** What can be read on a card beside its QR code, in NFC. */
export interface PrintedCard {
  readonly number: string;
  readonly fullName: string;
  readonly dateOfBirth: string;
  readonly sex: string;
  readonly residence: string;
  readonly issuedOn: string;
}

const fieldsOfSharedCard = 6;

/** From the text of a QR with 6, 7 or more fields; null for a text that is no card's. */
export function printedCard(qr: string): PrintedCard | null {
  const fields = qr
    .normalize('NFC')
    .replace(/[\p{Cc}\uFEFF]/gu, '')
    .split('|')
    .map((field) => field.trim());
  if (fields.length < fieldsOfSharedCard) return null;

  const [number = '', , fullName = '', birth = '', sex = '', residence = '', issue = ''] =
    fields.length === fieldsOfSharedCard ? fields.toSpliced(1, 0, '') : fields;
  return { number, fullName, dateOfBirth: slashed(birth), sex, residence, issuedOn: slashed(issue) };
}

/** `ddMMyyyy` as `dd/MM/yyyy`. */
function slashed(date: string): string {
  return date.replace(/^(\d\d)(\d\d)(\d{4})$/, '$1/$2/$3');
}

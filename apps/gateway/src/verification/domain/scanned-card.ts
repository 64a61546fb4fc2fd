export type Sex = 'male' | 'female';

/** What the QR on a card says: unsigned text that anyone can print, so it holds until compared with the register. */
export interface ScannedCard {
  readonly idNumber: string;
  /** Nine or twelve digits. */
  readonly oldIdNumber: string | null;
  /** NFC, as printed; null when the text is damaged. */
  readonly fullName: string | null;
  /** `YYYY-MM-DD` */
  readonly dateOfBirth: string;
  readonly sex: Sex;
  /** The reader damaged the word: `sex` is then the number's, and tells nothing new about the card. */
  readonly sexUnread: boolean;
  /** `YYYY-MM-DD` */
  readonly cardIssuedOn: string;
  /** The reader took the text for another character set; digits are whole, letters are not. */
  readonly textDamaged: boolean;
  /** What follows the seven fields since July 2024: the order is not published, so it is kept and not read. */
  readonly furtherFields: readonly string[];
}

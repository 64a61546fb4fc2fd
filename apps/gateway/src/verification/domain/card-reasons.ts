import type { Decision, KnownReasonCode, Message } from '@entry/contracts/vocabulary/decisions';

/** Why an entry is not allowed at once, with what a guard reads. */
export interface Reason {
  /** A code of the contract, or an entry rule's own. */
  readonly code: string;
  readonly decision: Exclude<Decision, 'allow'>;
  readonly message: Message;
  /** Of the record that may be missing here, for whoever asks about it. */
  readonly caseNumber?: string;
}

/** What can be wrong with a card in hand, or with the facts about it, whatever the entry rules say. */
export type CardFinding = Extract<
  KnownReasonCode,
  | 'CARD_CANCELLED'
  | 'NAME_MISMATCH'
  | 'DOB_MISMATCH'
  | 'SEX_MISMATCH'
  | 'CARD_SUPERSEDED'
  | 'CARD_NEWER_THAN_REGISTER'
  | 'NOT_IN_REGISTER'
  | 'NUMBER_INCONSISTENT'
  | 'TEXT_DAMAGED'
  | 'FACTS_UNAVAILABLE'
>;

const deny = (vi: string, en: string) => ({ decision: 'deny', message: { vi, en } }) as const;
const check = (vi: string, en: string) => ({ decision: 'check', message: { vi, en } }) as const;

const reasons: Readonly<Record<CardFinding, Omit<Reason, 'code'>>> = {
  CARD_CANCELLED: deny(
    'Thẻ không còn giá trị. Không cho vào; hướng dẫn đến công an nơi cư trú.',
    'The card is no longer valid. Do not let in; refer to the police of the residence.',
  ),
  NAME_MISMATCH: deny(
    'Họ tên trên thẻ không khớp dữ liệu dân cư. Không cho vào; báo người phụ trách.',
    'The name on the card is not the one in the register. Do not let in; tell your supervisor.',
  ),
  DOB_MISMATCH: deny(
    'Ngày sinh trên thẻ không khớp dữ liệu dân cư. Không cho vào; báo người phụ trách.',
    'The date of birth on the card is not the one in the register. Do not let in; tell your supervisor.',
  ),
  SEX_MISMATCH: deny(
    'Giới tính trên thẻ không khớp dữ liệu dân cư. Không cho vào; báo người phụ trách.',
    'The sex on the card is not the one in the register. Do not let in; tell your supervisor.',
  ),
  CARD_SUPERSEDED: check(
    'Đã có thẻ mới hơn. Đề nghị xuất trình thẻ mới, đối chiếu ảnh.',
    'A newer card was issued. Ask for it and compare the photograph.',
  ),
  CARD_NEWER_THAN_REGISTER: check(
    'Thẻ mới hơn dữ liệu dân cư. Kiểm tra thẻ thật, đối chiếu ảnh.',
    'The card is newer than the register. Look at the card itself and compare the photograph.',
  ),
  NOT_IN_REGISTER: check(
    'Chưa có trong dữ liệu dân cư. Kiểm tra thẻ thật và giấy chứng nhận.',
    'Not in the register. Look at the card itself and at a certificate.',
  ),
  NUMBER_INCONSISTENT: check(
    'Số căn cước không phù hợp với giới tính hoặc năm sinh. Kiểm tra thẻ thật.',
    'The number does not fit the sex or the year of birth. Look at the card itself.',
  ),
  TEXT_DAMAGED: check(
    'Máy đọc sai chữ tiếng Việt. Đối chiếu họ tên và ảnh trên thẻ; báo sửa máy quét.',
    'The reader garbles Vietnamese letters. Compare name and photograph by eye; have the scanner put right.',
  ),
  FACTS_UNAVAILABLE: check(
    'Tạm thời không tra cứu được. Kiểm tra thẻ và giấy chứng nhận bằng mắt.',
    'The facts cannot be looked up at the moment. Look at the card and at a certificate.',
  ),
};

export function reasonOf(code: CardFinding): Reason {
  return { code, ...reasons[code] };
}

/** A record that failed may be why a rule found nothing: says which case to ask about. An infection is nobody's mistake in a record. */
export function withCase(reason: Reason, caseNumber: string): Reason {
  if (reason.code === 'INFECTED') return reason;
  const { vi, en } = reason.message;
  const message = { vi: `${vi} Mã hồ sơ: ${caseNumber}.`, en: `${en} Case ${caseNumber}.` };
  return { ...reason, message, caseNumber };
}

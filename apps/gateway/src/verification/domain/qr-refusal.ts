import type { Message } from '@entry/contracts/vocabulary/decisions';
import type { ScannedCard } from './scanned-card';

export type CardField = keyof Omit<ScannedCard, 'sexUnread' | 'textDamaged' | 'furtherFields'>;

/** Its message is for the guard and names fields, never what stands in them. */
export interface QrRefusal {
  readonly outcome: 'refused';
  readonly code: 'QR_UNREADABLE' | 'QR_NOT_CCCD' | 'QR_INVALID_FIELD';
  readonly message: Message;
  /** Of `QR_INVALID_FIELD` alone. */
  readonly field?: CardField;
}

const fieldNames: Readonly<Record<CardField, Message>> = {
  idNumber: { vi: 'số căn cước', en: 'card number' },
  oldIdNumber: { vi: 'số CMND cũ', en: 'old number' },
  fullName: { vi: 'họ tên', en: 'name' },
  dateOfBirth: { vi: 'ngày sinh', en: 'date of birth' },
  sex: { vi: 'giới tính', en: 'sex' },
  cardIssuedOn: { vi: 'ngày cấp', en: 'date of issue' },
};

export const unreadable: QrRefusal = {
  outcome: 'refused',
  code: 'QR_UNREADABLE',
  message: {
    vi: 'Không đọc được mã. Lau thẻ, quét lại mã QR ở mặt trước CCCD.',
    en: 'The code could not be read. Wipe the card and scan the QR on the front of the CCCD again.',
  },
};

export function notCccd(kind: Message): QrRefusal {
  return {
    outcome: 'refused',
    code: 'QR_NOT_CCCD',
    message: {
      vi: `Đây không phải mã CCCD mà là ${kind.vi}. Đề nghị xuất trình thẻ CCCD.`,
      en: `This is no CCCD but ${kind.en}. Ask for the CCCD card.`,
    },
  };
}

export function invalidField(field: CardField): QrRefusal {
  const { vi, en } = fieldNames[field];
  return {
    outcome: 'refused',
    code: 'QR_INVALID_FIELD',
    field,
    message: {
      vi: `Mã QR có ${vi} không hợp lệ. Quét lại; nếu vẫn vậy, kiểm tra thẻ bằng mắt.`,
      en: `The QR has an invalid ${en}. Scan again; if it stays so, look at the card itself.`,
    },
  };
}

import type { Message } from '@entry/contracts/vocabulary/decisions';

interface QrKind {
  readonly looks: RegExp;
  readonly name: Message;
}

/**
 * Codes that people hold under a scanner by mistake. Health insurance: Vietnam Social Security's text of `|` fields that begins with
 * the card's or the insurance number. Epidemic apps: the Ministry of Information's personal QR 1.1 of September 2021 (paper number,
 * perhaps masked, name, birth, 0 or 1, id). Vaccination certificates: the EU format, Decision 5772/QĐ-BYT. Payments: EMVCo.
 */
const otherKinds: readonly QrKind[] = [
  {
    looks: /^([A-Z]{2}[\dX]{3}\d{10}\||\d{10}\|[0-9a-f]+\|\d\d\/\d\d\/\d{4}\|[12]\|)/i,
    name: { vi: 'mã thẻ bảo hiểm y tế', en: 'a health-insurance card' },
  },
  {
    looks:
      /^[\d*]{8,12}\|[^|]*\|[^|]*\|[01]\||^\W*(pc-?covid|bluezone|vneid)|\b(pccovid|bluezone|tokhaiyte|vneid)\.(gov\.)?\w+/i,
    name: { vi: 'mã của ứng dụng PC-Covid hoặc VNeID', en: 'a code of PC-Covid or VNeID' },
  },
  { looks: /^(HC1:|shc:\/)/i, name: { vi: 'mã chứng nhận tiêm chủng', en: 'a vaccination certificate' } },
  { looks: /^000201/, name: { vi: 'mã thanh toán', en: 'a payment code' } },
  { looks: /^(https?:\/\/|www\.)/i, name: { vi: 'một địa chỉ web', en: 'a web address' } },
  {
    looks: /^(BEGIN:|MECARD:|WIFI:|tel:|sms(to)?:|mailto:|geo:)/i,
    name: { vi: 'mã danh bạ hoặc Wi-Fi', en: 'a contact or Wi-Fi code' },
  },
  {
    looks: /^(eyJ[\w-]+\.|\{)/,
    name: { vi: 'mã của một ứng dụng', en: 'a code of an app' },
  },
  { looks: /^I[D<]VNM/, name: { vi: 'dòng chữ ở mặt sau thẻ', en: 'the lines on the back of the card' } },
];

/** What the text is when it is surely not a CCCD; null when that cannot be told. */
export function recogniseOtherKind(text: string): Message | null {
  return otherKinds.find(({ looks }) => looks.test(text))?.name ?? null;
}

import { parseQrPayload } from './qr-payload';
import type { QrRefusal } from './qr-refusal';
import type { ScannedCard } from './scanned-card';

const printed = '001090000001|012345678|Nguyễn Văn An|15031990|Nam|Số 1, Tổ 2, Phúc Xá, Ba Đình, Hà Nội|10042021';

const aCard = (overrides: Partial<ScannedCard> = {}): ScannedCard => ({
  idNumber: '001090000001',
  oldIdNumber: '012345678',
  fullName: 'Nguyễn Văn An',
  dateOfBirth: '1990-03-15',
  sex: 'male',
  sexUnread: false,
  cardIssuedOn: '2021-04-10',
  textDamaged: false,
  furtherFields: [],
  ...overrides,
});

const card = (overrides: Partial<ScannedCard> = {}) => ({ outcome: 'card', card: aCard(overrides) });
const refusal = (text: string): QrRefusal => {
  const reading = parseQrPayload(text);
  if (reading.outcome === 'card') throw new Error('a card was read');
  return reading;
};

describe('the QR of a CCCD', () => {
  it('is read from a card of 2021', () => {
    expect(parseQrPayload(printed)).toEqual(card());
  });

  it('is read from a card of 2024, whose four new fields are kept unread', () => {
    expect(parseQrPayload(`${printed}||||`)).toEqual(card({ furtherFields: ['', '', '', ''] }));
    expect(parseQrPayload(`${printed}|a|b||?`)).toEqual(card({ furtherFields: ['a', 'b', '', '?'] }));
  });

  it('is read from a picture shared through Zalo, which has no old number', () => {
    const shared = '001090000001|Nguyễn Văn An|15/03/1990|Nam|Số 1, Phúc Xá, Ba Đình, Hà Nội|10/04/2021';

    expect(parseQrPayload(shared)).toEqual(card({ oldIdNumber: null }));
  });

  it.each([
    ['a BOM', `\uFEFF${printed}`],
    ['a BOM taken for letters', `ï»¿${printed}`],
    ['a carriage return', `${printed}\r`],
    ['a line feed', `${printed}\n`],
    ['both', `${printed}\r\n`],
    ['control characters of a scanner', `\u0002${printed}\u0003`],
    ['spaces round each field', printed.replaceAll('|', ' \t| ')],
    ['decomposed letters', printed.normalize('NFD')],
  ])('is the same with %s', (_quirk, text) => {
    expect(parseQrPayload(text)).toEqual(card());
  });

  it.each(['', '012345678', '079090000001'])('takes the old number %j', (oldNumber) => {
    expect(parseQrPayload(printed.replace('012345678', oldNumber))).toEqual(card({ oldIdNumber: oldNumber || null }));
  });

  it.each(['NGUYỄN VĂN AN', 'Nguyen Van An', "H'Hen Niê", 'Ngã Ã Ì Í Á'])(
    'takes the name %s as it is printed',
    (name) => {
      expect(parseQrPayload(printed.replace('Nguyễn Văn An', name))).toEqual(card({ fullName: name }));
    },
  );

  it.each([
    ['Nam', 'male'],
    ['NAM', 'male'],
    ['Nữ', 'female'],
    ['NỮ', 'female'],
    ['nu', 'female'],
    ['Nữ'.normalize('NFD'), 'female'],
  ] as const)('takes %s as %s', (word, sex) => {
    expect(parseQrPayload(printed.replace('|Nam|', `|${word}|`))).toEqual(card({ sex }));
  });

  it('takes a residence in capitals with quotes and dashes for what it is', () => {
    const residence = 'XÃ “ĐÔNG MỸ” – HUYỆN THANH TRÌ, TỔ 5 – LÔ “Â”';

    expect(parseQrPayload(printed.replace(/Số 1[^|]*/, residence))).toEqual(card());
  });
});

describe('a QR that is no card', () => {
  it.each([
    ['idNumber', printed.replace('001090000001', '00109000000')],
    ['idNumber', printed.replace('001090000001', '00109000000A')],
    ['idNumber', printed.replace('001090000001', '012345678')],
    ['oldIdNumber', printed.replace('012345678', '01234567')],
    ['fullName', printed.replace('Nguyễn Văn An', '  ')],
    ['dateOfBirth', printed.replace('15031990', '31041990')],
    ['dateOfBirth', printed.replace('15031990', '29021900')],
    ['dateOfBirth', printed.replace('15031990', '00001990')],
    ['dateOfBirth', printed.replace('15031990', '1990')],
    ['dateOfBirth', printed.replace('15031990', '15031890')],
    ['dateOfBirth', printed.replace('15031990', '1990-03-15')],
    ['sex', printed.replace('|Nam|', '|Khác|')],
    ['sex', printed.replace('|Nam|', '||')],
    ['cardIssuedOn', printed.replace('10042021', '29022021')],
    ['cardIssuedOn', printed.replace('10042021', '')],
  ])('is refused for its %s', (field, text) => {
    expect(refusal(text)).toMatchObject({ code: 'QR_INVALID_FIELD', field });
  });

  it.each([
    ['nothing', ''],
    ['spaces alone', ' \r\n'],
    ['noise', '\uFFFD\uFFFD\u0001x'],
    ['a card cut off', '001090000001|012345678|Nguyễn Văn An|15031990|Nam'],
    ['two cards in one', `${printed}||||\r\n${printed}||||`],
    ['more than 1,024 bytes', printed + '|'.repeat(1025 - Buffer.byteLength(printed))],
    ['a megabyte of spaces', `x${' '.repeat(1_000_000)}x`],
  ])('is unreadable: %s', (_what, text) => {
    expect(refusal(text).code).toBe('QR_UNREADABLE');
  });

  it('may have 1,024 bytes', () => {
    const longest = printed + '|'.repeat(1024 - Buffer.byteLength(printed));

    expect(parseQrPayload(longest)).toMatchObject({ outcome: 'card' });
    expect(parseQrPayload(longest.normalize('NFD'))).toMatchObject({ outcome: 'card' });
  });

  it.each([
    ['a web address', 'https://example.vn/a|b|c|d|e|f'],
    ['a health-insurance card', 'DN4010112345678|4e677579656e|15/03/1990|1|4861204e6f69|01 - 001|01/01/2021|-|x|4|y|$'],
    ['a health-insurance card', '0112345678|4e677579656e|15/03/1990|1|4861204e6f69|01 - 001|01/01/2021|-|x|4|y|$'],
    ['a code of PC-Covid or VNeID', '******509|Nguyen Van C|1989/3/3|0|A1B2C3|'],
    ['a code of PC-Covid or VNeID', 'https://qr.pccovid.gov.vn/abc'],
    ['a code of PC-Covid or VNeID', 'VNeID:abcdef'],
    ['a vaccination certificate', 'HC1:6BFOXN%TS3DH'],
    ['a payment code', '00020101021238540010A00000072701240006970403'],
    ['a contact or Wi-Fi code', 'BEGIN:VCARD\r\nFN:A\r\nEND:VCARD'],
    ['a code of an app', '{"id":1}'],
    ['a code of an app', 'eyJhbGciOiJFUzI1NiJ9.e30.c2ln'],
    ['the lines on the back of the card', 'IDVNM0900000017001090000001<<4'],
  ])('is named: %s', (kind, text) => {
    expect(refusal(text)).toMatchObject({
      code: 'QR_NOT_CCCD',
      message: { en: `This is no CCCD but ${kind}. Ask for the CCCD card.` },
    });
  });

  it('is refused without repeating what it says', () => {
    const message = JSON.stringify(refusal(printed.replace('15031990', '31021990')));

    expect(message).not.toMatch(/31021990|001090000001|Nguyễn/);
  });
});

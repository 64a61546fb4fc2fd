import fc from 'fast-check';
import { isDamaged } from './damaged-text';
import { parseQrPayload } from './qr-payload';

const misreadAs = (charset: 'windows-1252' | 'latin1') => (text: string) => {
  const bytes = Buffer.from(text);
  return charset === 'latin1' ? bytes.toString('latin1') : new TextDecoder('windows-1252').decode(bytes);
};
const misreadings = [misreadAs('windows-1252'), misreadAs('latin1')];
const vietnamese = 'àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵŏŭčĕĭñ';
const letters = [...vietnamese, ...vietnamese.toUpperCase()];

const woman = '001303000002||Trần Thị Bình|02092003|Nữ|Thôn 1, Kim Lũ, Sóc Sơn, Hà Nội|31052021';
const damaged = {
  outcome: 'card',
  card: {
    idNumber: '001303000002',
    oldIdNumber: null,
    fullName: null,
    dateOfBirth: '2003-09-02',
    sex: 'female',
    sexUnread: true,
    cardIssuedOn: '2021-05-31',
    textDamaged: true,
    furtherFields: [],
  },
};

describe('a text that the reader took for another character set', () => {
  it.each(misreadings)('keeps number and dates, and the sex that the number tells', (misread) => {
    expect(parseQrPayload(misread(woman))).toEqual(damaged);
    expect(parseQrPayload(misread(woman.normalize('NFD')))).toEqual(damaged);
    expect(parseQrPayload(misread(`\uFEFF${woman}\r\n`))).toEqual(damaged);
  });

  it.each(['\uFFFD', '?', '\u0090'])('is known by %j in the place of letters', (sign) => {
    expect(parseQrPayload(woman.replace(/[^\x20-\x7E]/g, sign))).toEqual(damaged);
  });

  it('keeps a sex that has no letter to damage', () => {
    const man = woman.replace('0013', '0012').replace('Nữ', 'Nam');

    expect(parseQrPayload(misreadings[0]!(man))).toMatchObject({
      card: { sex: 'male', sexUnread: false, fullName: null, textDamaged: true },
    });
  });

  it('is known by the residence alone', () => {
    const reading = parseQrPayload('001090000001||NGUYEN VAN AN|15031990|Nam|HÃ\u00A0 Ná»™i|10042021');

    expect(reading).toMatchObject({ card: { textDamaged: true, fullName: null } });
  });

  it('is still refused for a sex that no damage explains', () => {
    expect(parseQrPayload(misreadings[0]!(woman.replace('Nữ', 'X')))).toMatchObject({ code: 'QR_INVALID_FIELD' });
  });

  it.each(letters)('shows in the letter %s, composed or decomposed', (letter) => {
    for (const misread of misreadings) {
      expect(isDamaged(misread(letter))).toBe(true);
      expect(isDamaged(misread(letter.normalize('NFD')))).toBe(true);
    }
  });

  it('is never found in a text that was read well', () => {
    const text = fc.string({
      unit: fc.constantFrom(...letters, ...'AEIOUYaeiouybcdghklmnpqrstvx0123456789 ,.-/\'’“"()'),
    });
    const wellRead = text.filter((sample) => !/Ã[’“]/.test(sample));

    fc.assert(fc.property(wellRead, (sample) => !isDamaged(sample)));
  });
});

import fc from 'fast-check';
import { parseQrPayload } from './qr-payload';
import type { ScannedCard } from './scanned-card';

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });
const words = fc
  .array(fc.constantFrom('Nguyễn', 'Đặng', 'Thị', 'Ánh', 'Ngà', 'ƯỞNG', 'XÃ', 'Ngã', "H'Hen", 'Niê', 'Y-Bŏm', 'Binh'), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join(' '));
const date = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));

const aCard: fc.Arbitrary<ScannedCard> = fc.record({
  idNumber: digits(12),
  oldIdNumber: fc.oneof(fc.constant(null), digits(9), digits(12)),
  fullName: words,
  dateOfBirth: date,
  sex: fc.constantFrom('male', 'female'),
  sexUnread: fc.constant(false),
  cardIssuedOn: date,
  textDamaged: fc.constant(false),
  furtherFields: fc.constant([]),
});

const dayFirst = (isoDate: string, separator: string) => isoDate.split('-').reverse().join(separator);

/** A way in which cards are printed and readers send them, that changes nothing of what they say. */
const aWay = fc.record({
  layout: fc.constantFrom('2021', '2024', 'shared'),
  sexWords: fc.constantFrom(['Nam', 'Nữ'], ['NAM', 'NỮ'], ['nam', 'nu']),
  form: fc.constantFrom('NFC', 'NFD'),
  before: fc.constantFrom('', '\uFEFF', ' ', '\uFEFF \t'),
  space: fc.constantFrom('', ' ', '\t', '  '),
  after: fc.constantFrom('', '\r', '\n', '\r\n', '\r\n\r\n', '\0'),
  residence: words,
});
type Way = typeof aWay extends fc.Arbitrary<infer Value> ? Value : never;

function print(card: ScannedCard, { layout, sexWords, form, before, space, after, residence }: Way): string {
  const separator = layout === 'shared' ? '/' : '';
  const fields = [
    card.idNumber,
    ...(layout === 'shared' ? [] : [card.oldIdNumber ?? '']),
    card.fullName,
    dayFirst(card.dateOfBirth, separator),
    sexWords[card.sex === 'male' ? 0 : 1],
    residence,
    dayFirst(card.cardIssuedOn, separator),
    ...(layout === '2024' ? ['', '', '', ''] : []),
  ];
  return (
    before +
    fields
      .map((field) => `${space}${field}${space}`)
      .join('|')
      .normalize(form) +
    after
  );
}

describe('any text', () => {
  const codeUnits = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units));
  const fieldsOfAnything = fc
    .array(fc.oneof(fc.string({ unit: 'binary' }), digits(12), date))
    .map((fields) => fields.join('|'));

  it('gives a card or a refusal, and never an error', () => {
    fc.assert(
      fc.property(fc.oneof(codeUnits, fieldsOfAnything, fc.string({ unit: 'binary' })), (text) => {
        const reading = parseQrPayload(text);
        return reading.outcome === 'card' || /^QR_[A-Z_]+$/.test(reading.code);
      }),
      { numRuns: 700 },
    );
  });

  it('is a card only with twelve digits and two dates', () => {
    fc.assert(
      fc.property(aCard, aWay, fc.nat(), fc.string({ unit: 'binary', maxLength: 3 }), (card, way, position, noise) => {
        const text = print(card, way);
        const at = position % (text.length + 1);
        const reading = parseQrPayload(text.slice(0, at) + noise + text.slice(at));
        if (reading.outcome === 'refused') return;

        const { idNumber, dateOfBirth, cardIssuedOn } = reading.card;
        expect(idNumber).toMatch(/^\d{12}$/);
        expect([dateOfBirth, cardIssuedOn].map((day) => new Date(day).toISOString().slice(0, 10))).toEqual([
          dateOfBirth,
          cardIssuedOn,
        ]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('any card', () => {
  it('is read as printed, in any layout and through any reader', () => {
    fc.assert(
      fc.property(aCard, aWay, (card, way) => {
        const oldIdNumber = way.layout === 'shared' ? null : card.oldIdNumber;
        const furtherFields = way.layout === '2024' ? ['', '', '', ''] : [];

        expect(parseQrPayload(print(card, way))).toEqual({
          outcome: 'card',
          card: { ...card, oldIdNumber, furtherFields },
        });
      }),
      { numRuns: 700 },
    );
  });

  it('misread as windows-1252 keeps its digits and loses its name', () => {
    fc.assert(
      fc.property(aCard, aWay, (card, way) => {
        const letters = { ...card, fullName: `${card.fullName} Ệ` };
        const text = new TextDecoder('windows-1252').decode(Buffer.from(print(letters, way)));
        const { idNumber, dateOfBirth, cardIssuedOn } = card;

        expect(parseQrPayload(text)).toMatchObject({
          card: { idNumber, dateOfBirth, cardIssuedOn, fullName: null, textDamaged: true },
        });
      }),
    );
  });
});

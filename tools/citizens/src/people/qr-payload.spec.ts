import { dayOf } from '../calendar/day';
import { printedQr, sharedQr, type Card } from './qr-payload';

const aCard = (overrides: Partial<Card> = {}): Card => ({
  idNumber: '001303000002',
  oldIdNumber: null,
  fullName: 'Trần Thị Bình',
  bornOn: dayOf('2003-09-02'),
  sex: 'female',
  residence: 'Thôn 1, Kim Lũ, Sóc Sơn, Hà Nội',
  issuedOn: dayOf('2021-05-31'),
  ...overrides,
});

describe('the QR payload of a card', () => {
  it('has 7 fields until June 2024', () => {
    expect(printedQr(aCard())).toBe('001303000002||Trần Thị Bình|02092003|Nữ|Thôn 1, Kim Lũ, Sóc Sơn, Hà Nội|31052021');
  });

  it('has 11 fields since July 2024', () => {
    expect(printedQr(aCard({ issuedOn: dayOf('2024-07-01') }))).toBe(
      '001303000002||Trần Thị Bình|02092003|Nữ|Thôn 1, Kim Lũ, Sóc Sơn, Hà Nội|01072024||||',
    );
  });

  it('carries the old number of nine digits', () => {
    expect(printedQr(aCard({ oldIdNumber: '012345678' }))).toMatch(/^001303000002\|012345678\|Trần/);
  });

  it('has 6 fields with slashes in dates when shared through Zalo', () => {
    expect(sharedQr(aCard({ oldIdNumber: '012345678' }))).toBe(
      '001303000002|Trần Thị Bình|02/09/2003|Nữ|Thôn 1, Kim Lũ, Sóc Sơn, Hà Nội|31/05/2021',
    );
  });
});

import { printedCard } from './printed-card';

const binh = {
  number: '001303000002',
  fullName: 'Trần Thị Bình',
  dateOfBirth: '02/09/2003',
  sex: 'Nữ',
  residence: 'Thôn 1, Kim Lũ, Sóc Sơn, Hà Nội',
  issuedOn: '31/05/2021',
};

describe('printedCard', () => {
  it.each([
    ['7 fields', '001303000002|012345678|Trần Thị Bình|02092003|Nữ|Thôn 1, Kim Lũ, Sóc Sơn, Hà Nội|31052021'],
    ['11 fields', '001303000002||Trần Thị Bình|02092003|Nữ|Thôn 1, Kim Lũ, Sóc Sơn, Hà Nội|31052021||||'],
    ['6 fields', '001303000002|Trần Thị Bình|02/09/2003|Nữ|Thôn 1, Kim Lũ, Sóc Sơn, Hà Nội|31/05/2021'],
    [
      'a BOM and a line end',
      '\uFEFF001303000002||Trần Thị Bình|02092003|Nữ|Thôn 1, Kim Lũ, Sóc Sơn, Hà Nội|31052021\r\n',
    ],
  ])('shows the same card from %s', (_, qr) => {
    expect(printedCard(qr)).toEqual(binh);
    expect(printedCard(qr.normalize('NFD'))).toEqual(binh);
  });

  it('shows nothing of a text that is no card', () => {
    expect(printedCard('https://example.org/?a|b')).toBeNull();
  });
});

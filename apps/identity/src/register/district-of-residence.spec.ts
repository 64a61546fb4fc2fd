import { districtOfResidence, wardOfResidence } from './district-of-residence';

describe('districtOfResidence', () => {
  it.each([
    ['Số 1, Tổ 2, Phúc Xá, Ba Đình, Hà Nội', 'ba-dinh'],
    ['Thôn 1, Kim Lũ, Sóc Sơn, Hà Nội', 'soc-son'],
    ['Cụm 3 Cổ Nhuế Bắc Từ Liêm Hà Nội', 'bac-tu-liem'],
    ['Tập thể "Ao Sen", Tổ 4, Mộ Lao, Hà Đông, Hà Nội', 'ha-dong'],
    ['Phường Điện Biên, Quận Ba Đình, Thành phố Hà Nội', 'ba-dinh'],
    ['P. Láng Hạ, Q. Đống Đa, TP. Hà Nội', 'dong-da'],
    ['TO 5, HOANG VAN THU, HOANG MAI, HA NOI', 'hoang-mai'],
    ['Tổ 1, Viên Sơn, Sơn Tây, Hà Nội.', 'son-tay'],
  ])('%s', (residence, district) => {
    expect(districtOfResidence(residence)).toBe(district);
    expect(districtOfResidence(residence.normalize('NFD'))).toBe(district);
  });

  it.each([
    '',
    'Hà Nội',
    'Phường 1, Quận 3, Thành phố Hồ Chí Minh',
    'Ba Đình, Thanh Hóa',
    'Xóm Ba Đình, Kim Sơn, Hà Nội',
  ])('of %p none is known', (residence) => expect(districtOfResidence(residence)).toBeNull());
});

describe('wardOfResidence', () => {
  it.each([
    ['Số 1, Tổ 2, Phúc Xá, Ba Đình, Hà Nội', 'Phúc Xá'],
    ['Phường Điện Biên, Quận Ba Đình, Thành phố Hà Nội', 'Điện Biên'],
    ['P. Láng Hạ, Q. Đống Đa, TP. Hà Nội', 'Láng Hạ'],
    ['Thôn 1, Xã Kim Lũ, Huyện Sóc Sơn, Hà Nội', 'Kim Lũ'],
    ['Cụm 3 Cổ Nhuế Bắc Từ Liêm Hà Nội', null],
    ['Tổ 2, Ba Đình, Hà Nội', null],
    ['Ba Đình, Hà Nội', null],
    ['Phường 1, Quận 3, Thành phố Hồ Chí Minh', null],
  ])('of %s is %p', (residence, ward) => {
    expect(wardOfResidence(residence)).toBe(ward);
    expect(wardOfResidence(residence.normalize('NFD'))).toBe(ward);
  });
});

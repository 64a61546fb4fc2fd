import { weighted } from '../chance/chance';

export const commonestFamilyName = 'Nguyễn';

export const familyNames = weighted([
  [commonestFamilyName, 380],
  ['Trần', 118],
  ['Lê', 94],
  ['Phạm', 70],
  ['Vũ', 42],
  ['Hoàng', 40],
  ['Phan', 26],
  ['Đặng', 25],
  ['Bùi', 25],
  ['Đỗ', 24],
  ['Ngô', 17],
  ['Dương', 15],
  ...words('Đào Đinh Trịnh Đoàn Phùng Mai Hà Lưu').map((name) => [name, 8] as const),
  ...words('Cao Tạ Chu Kiều Lương Hồ Lý Tô Nghiêm Vương Trương').map((name) => [name, 4] as const),
  ...words('Huỳnh Võ Quách Khuất Doãn Thái Tống Triệu Nông La Đàm Cấn').map((name) => [name, 1] as const),
]);

/** An empty one leaves a name of two words. */
export const middleNames = {
  male: weighted([
    ['Văn', 36],
    ['', 4],
    ...words('Đức Hữu Quang Minh Xuân Công Đình Thành Ngọc Quốc Trọng Mạnh Duy Tuấn Bá').map(
      (name) => [name, 4] as const,
    ),
  ]),
  female: weighted([
    ['Thị', 44],
    ['', 4],
    ...words('Thu Ngọc Thanh Phương Hồng Kim Bích Mỹ').map((name) => [`Thị ${name}`, 3] as const),
    ...words('Ngọc Thu Phương Minh Thanh Khánh Bảo').map((name) => [name, 4] as const),
  ]),
};

export const givenNames = {
  male: words(
    'Anh An Bình Bảo Chiến Chung Cường Dũng Duy Dương Đạt Đông Giang Hải Hiếu Hiệp Hòa Hoàng Hùng Huy Hưng Khánh Khoa Kiên Lâm ' +
      'Long Lộc Minh Nam Nghĩa Phong Phú Phúc Phương Quân Quang Quý Sơn Tài Tân Thái Thắng Thành Thịnh Tiến Toàn Trung Trường Tú ' +
      'Tuấn Tùng Việt Vinh Vũ',
  ),
  female: words(
    'Anh An Ánh Bình Châu Chi Dung Duyên Diệp Giang Hà Hạnh Hằng Hiền Hoa Hòa Hồng Huệ Huyền Hương Khuê Lan Liên Linh Loan Ly Mai ' +
      'Minh My Nga Ngân Ngọc Nguyệt Nhung Oanh Phượng Phương Quỳnh Tâm Thảo Thanh Thơm Thu Thủy Thúy Trang Trinh Tuyết Uyên Vân ' +
      'Xuân Yến',
  ),
};

/** Of the Central Highlands: their letters stand outside the Vietnamese alphabet, and some carry an apostrophe or a hyphen. */
export const highlandNames = {
  male: ['Y Blŏ', 'Y Čuên', 'Y Thŭt', 'Y Wĭk', 'Y Ñăm', 'K’Brĕl', "K'Sŏt"],
  female: ['H Blŭm', 'H Čuin', "H'Rŏt", 'H’Ñuĕn', 'H-Bĭk', 'Ka Brŭi'],
  clan: ['Niê', 'Mlô', 'Êban', 'Ayŭn', 'Kbuôr', 'Kpă', 'Rơ Châm', 'Buôn Yă', 'Hđơk', 'Rơ-Ô'],
};

function words(list: string): readonly string[] {
  return list.split(' ');
}

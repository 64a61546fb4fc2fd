interface HanoiDistrict {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

/** Hanoi's 30 in the division of before July 2025, with the codes of Decision 124/2004/QĐ-TTg and its later supplements. */
export const hanoiDistricts: readonly HanoiDistrict[] = [
  { id: 'ba-dinh', code: '001', name: 'Ba Đình' },
  { id: 'hoan-kiem', code: '002', name: 'Hoàn Kiếm' },
  { id: 'tay-ho', code: '003', name: 'Tây Hồ' },
  { id: 'long-bien', code: '004', name: 'Long Biên' },
  { id: 'cau-giay', code: '005', name: 'Cầu Giấy' },
  { id: 'dong-da', code: '006', name: 'Đống Đa' },
  { id: 'hai-ba-trung', code: '007', name: 'Hai Bà Trưng' },
  { id: 'hoang-mai', code: '008', name: 'Hoàng Mai' },
  { id: 'thanh-xuan', code: '009', name: 'Thanh Xuân' },
  { id: 'soc-son', code: '016', name: 'Sóc Sơn' },
  { id: 'dong-anh', code: '017', name: 'Đông Anh' },
  { id: 'gia-lam', code: '018', name: 'Gia Lâm' },
  { id: 'nam-tu-liem', code: '019', name: 'Nam Từ Liêm' },
  { id: 'thanh-tri', code: '020', name: 'Thanh Trì' },
  { id: 'bac-tu-liem', code: '021', name: 'Bắc Từ Liêm' },
  { id: 'me-linh', code: '250', name: 'Mê Linh' },
  { id: 'ha-dong', code: '268', name: 'Hà Đông' },
  { id: 'son-tay', code: '269', name: 'Sơn Tây' },
  { id: 'ba-vi', code: '271', name: 'Ba Vì' },
  { id: 'phuc-tho', code: '272', name: 'Phúc Thọ' },
  { id: 'dan-phuong', code: '273', name: 'Đan Phượng' },
  { id: 'hoai-duc', code: '274', name: 'Hoài Đức' },
  { id: 'quoc-oai', code: '275', name: 'Quốc Oai' },
  { id: 'thach-that', code: '276', name: 'Thạch Thất' },
  { id: 'chuong-my', code: '277', name: 'Chương Mỹ' },
  { id: 'thanh-oai', code: '278', name: 'Thanh Oai' },
  { id: 'thuong-tin', code: '279', name: 'Thường Tín' },
  { id: 'phu-xuyen', code: '280', name: 'Phú Xuyên' },
  { id: 'ung-hoa', code: '281', name: 'Ứng Hòa' },
  { id: 'my-duc', code: '282', name: 'Mỹ Đức' },
];

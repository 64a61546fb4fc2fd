export interface Commune {
  readonly name: string;
  readonly district: string;
  readonly urban: boolean;
}

const urban = `
Ba Đình: Phúc Xá, Trúc Bạch, Kim Mã
Hoàn Kiếm: Hàng Bạc, Cửa Nam, Phan Chu Trinh
Tây Hồ: Bưởi, Nhật Tân, Xuân La
Long Biên: Bồ Đề, Ngọc Lâm, Việt Hưng
Cầu Giấy: Dịch Vọng, Yên Hòa, Mai Dịch
Đống Đa: Láng Hạ, Ô Chợ Dừa, Kim Liên
Hai Bà Trưng: Bạch Mai, Vĩnh Tuy, Minh Khai
Hoàng Mai: Định Công, Hoàng Liệt, Tân Mai
Thanh Xuân: Khương Trung, Nhân Chính, Hạ Đình
Nam Từ Liêm: Mỹ Đình 1, Trung Văn, Đại Mỗ
Bắc Từ Liêm: Cổ Nhuế 1, Xuân Đỉnh, Phú Diễn
Hà Đông: Văn Quán, Mộ Lao, Yên Nghĩa
Sơn Tây: Lê Lợi, Ngô Quyền, Quang Trung`;

const rural = `
Ba Vì: Tây Đằng, Vật Lại, Tản Lĩnh
Chương Mỹ: Chúc Sơn, Xuân Mai, Phụng Châu
Đan Phượng: Phùng, Tân Hội, Liên Trung
Đông Anh: Kim Chung, Uy Nỗ, Cổ Loa
Gia Lâm: Trâu Quỳ, Bát Tràng, Yên Viên
Hoài Đức: Trạm Trôi, An Khánh, La Phù
Mê Linh: Quang Minh, Tiền Phong, Đại Thịnh
Mỹ Đức: Đại Nghĩa, Hương Sơn, Hợp Tiến
Phú Xuyên: Phú Minh, Chuyên Mỹ, Vân Từ
Phúc Thọ: Hát Môn, Võng Xuyên, Tam Hiệp
Quốc Oai: Sài Sơn, Đồng Quang, Ngọc Liệp
Sóc Sơn: Kim Lũ, Phù Linh, Minh Phú
Thạch Thất: Liên Quan, Canh Nậu, Bình Yên
Thanh Oai: Kim Bài, Bích Hòa, Cự Khê
Thanh Trì: Văn Điển, Tả Thanh Oai, Tân Triều
Thường Tín: Vân Tảo, Duyên Thái, Hà Hồi
Ứng Hòa: Vân Đình, Quảng Phú Cầu, Hòa Nam`;

/** Some of each of Hanoi's 30 districts, in the division of before July 2025. */
export const communes: readonly Commune[] = [...read(urban, true), ...read(rural, false)];

function read(list: string, isUrban: boolean): Commune[] {
  return list
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [district = '', names = ''] = line.split(': ');
      return names.split(', ').map((name) => ({ name, district, urban: isUrban }));
    });
}

import type { TemplateRow } from '@entry/platform/batches/batch-template';

/** People whom nobody is: a number of this shape is given to no one. */
export const templateRows: readonly TemplateRow[] = [
  {
    id_number: '001190000001',
    old_id_number: '010000001',
    full_name: 'Nguyễn Thị Mẫu',
    date_of_birth: '1990-03-15',
    sex: 'female',
    residence: 'Số 1 Phố Mẫu, Phúc Xá, Ba Đình, Hà Nội',
    card_issued_on: '2021-05-20',
    status: 'active',
  },
  {
    id_number: '001048000001',
    full_name: 'Trần Văn Mẫu',
    date_of_birth: '1948',
    sex: 'Nam',
    residence: 'Số 2 Phố Mẫu, Hàng Bạc, Hoàn Kiếm, Hà Nội',
    status: 'active',
  },
];

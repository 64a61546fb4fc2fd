import type { TemplateRow } from '@entry/platform/batches/batch-template';
import type { RecordKind } from './record-kind';

const person = {
  full_name: 'Nguyễn Thị Mẫu',
  date_of_birth: '1990-03-15',
  sex: 'female',
  id_number: '001190000001',
  facility: 'Trạm y tế phường Phúc Xá',
};
const onlyYear = { ...person, full_name: 'Trần Văn Mẫu', date_of_birth: '1948', sex: 'Nam', id_number: '010000001' };

/** People whom nobody is: a number of this shape is given to no one. */
export const templateRows: Readonly<Record<RecordKind, readonly TemplateRow[]>> = {
  vaccination: [
    { ...person, record_id: 'HN-0001', dose_number: '1', vaccine: 'Comirnaty', vaccinated_on: '2021-09-10' },
    {
      ...onlyYear,
      record_id: 'HN-0002',
      dose_number: '2',
      vaccine: 'AstraZeneca',
      vaccinated_on: '25/10/2021',
      revision: '1',
      withdrawn: 'false',
    },
  ],
  infection: [
    { ...person, record_id: 'HN-F-0001', event: 'positive', occurred_on: '2022-02-01' },
    {
      ...onlyYear,
      record_id: 'HN-F-0002',
      event: 'recovered',
      occurred_on: '15/02/2022',
      revision: '1',
      withdrawn: 'false',
    },
  ],
};

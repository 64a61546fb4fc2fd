import { randomInt } from 'node:crypto';

/** An invented person, as the register and the card have them. */
export interface Person {
  readonly idNumber: string;
  readonly fullName: string;
  /** `YYYY-MM-DD` */
  readonly dateOfBirth: string;
  readonly sex: 'Nam' | 'Nữ';
  readonly cardIssuedOn: string;
}

const provinces = ['001', '026', '027', '030', '033', '034', '035', '036', '037', '038', '040', '042', '079'];
const province = provinces[randomInt(provinces.length)];
let next = randomInt(1_000_000);

/** Somebody new: a number of a sequence of its own for each spec file. */
export function aPerson(overrides: Partial<Person> = {}): Person {
  next = (next + 1) % 1_000_000;
  const idNumber = `${province}090${String(next).padStart(6, '0')}`;
  return {
    idNumber,
    fullName: 'Đặng Quốc Thử',
    dateOfBirth: '1990-03-15',
    sex: 'Nam',
    cardIssuedOn: '2021-04-10',
    ...overrides,
  };
}

const compact = (date: string) => date.split('-').reverse().join('');

/** The text of the card's QR code, in the layout of 2021. */
export function qrOf({ idNumber, fullName, dateOfBirth, sex, cardIssuedOn }: Person): string {
  return `${idNumber}||${fullName}|${compact(dateOfBirth)}|${sex}|Số 1, Phúc Xá, Ba Đình, Hà Nội|${compact(cardIssuedOn)}`;
}

/** The local day some days before today. */
export function daysAgo(days: number): string {
  return new Date(Date.now() + 7 * 3_600_000 - days * 86_400_000).toISOString().slice(0, 10);
}

export function populationCsv(people: readonly Person[], status = 'active'): string {
  const header = 'id_number,old_id_number,full_name,date_of_birth,sex,residence,card_issued_on,status';
  const rows = people.map(
    (p) =>
      `${p.idNumber},,${p.fullName},${p.dateOfBirth},${p.sex},"Số 1, Phúc Xá, Ba Đình, Hà Nội",${p.cardIssuedOn},${status}`,
  );
  return [header, ...rows, ''].join('\r\n');
}

export interface Dose {
  readonly person: Person;
  readonly recordId: string;
  readonly number: number;
  readonly on: string;
  readonly vaccine?: string;
}

export function vaccinationCsv(doses: readonly Dose[]): string {
  const header = 'record_id,full_name,date_of_birth,sex,id_number,dose_number,vaccine,vaccinated_on,facility';
  const rows = doses.map(
    ({ person: p, recordId, number, on, vaccine = 'AstraZeneca' }) =>
      `${recordId},${p.fullName},${p.dateOfBirth},${p.sex},${p.idNumber},${number},${vaccine},${on},Trạm y tế Phúc Xá`,
  );
  return [header, ...rows, ''].join('\r\n');
}

export interface Report {
  readonly person: Person;
  readonly recordId: string;
  readonly event: 'positive' | 'negative_test' | 'recovered';
  readonly on: string;
}

export function infectionCsv(reports: readonly Report[]): string {
  const header = 'record_id,full_name,date_of_birth,sex,id_number,event,occurred_on,facility';
  const rows = reports.map(
    ({ person: p, recordId, event, on }) =>
      `${recordId},${p.fullName},${p.dateOfBirth},${p.sex},${p.idNumber},${event},${on},Trạm y tế Phúc Xá`,
  );
  return [header, ...rows, ''].join('\r\n');
}

/** Somebody on an agency's roster; `vaccinated` by its own record. */
export interface Employee {
  readonly code: string;
  readonly person: Person;
  readonly vaccinated: boolean;
}

/** With further rows as they are given. */
export function rosterCsv(employees: readonly Employee[], more: readonly string[] = []): string {
  const header = 'employee_code,full_name,date_of_birth,sex,id_number,phone,vaccinated,certificate';
  const rows = employees.map(({ code, person: { fullName, dateOfBirth, sex, idNumber }, vaccinated }) => {
    return `${code},${fullName},${dateOfBirth},${sex},${idNumber},0900000000,${vaccinated},GCN-${code}`;
  });
  return [header, ...rows, ...more].join('\n');
}

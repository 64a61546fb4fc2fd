import { isoDate } from '../calendar/day';
import type { Person } from '../people/person';

/** The four fields by which a record is authenticated, under the names of its columns. */
export interface RecordIdentity {
  readonly full_name: string;
  readonly date_of_birth: string;
  readonly sex: string;
  readonly id_number: string;
}

/** As they are on the card, and so agree with the register. */
export function identityOf({ fullName, bornOn, sex, idNumber }: Person): RecordIdentity {
  return { full_name: fullName, date_of_birth: isoDate(bornOn), sex, id_number: idNumber };
}

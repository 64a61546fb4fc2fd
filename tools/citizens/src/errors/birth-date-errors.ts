import { addYears, isoDate, yearOf, type Day } from '../calendar/day';
import { everybody, matched, mismatched, type RecordError } from './record-error';

/** Of who is registered with the year alone every day of that year agrees: nothing would differ. */
export const dayAndMonthSwapped: RecordError = {
  name: 'day and month of birth swapped',
  expected: mismatched('DOB_MISMATCH'),
  fits: ({ bornOn, onlyYearRegistered }) => {
    const { month, dayOfMonth } = parts(bornOn);
    return !onlyYearRegistered && Number(dayOfMonth) <= 12 && dayOfMonth !== month;
  },
  distort: ({ bornOn }) => {
    const { year, month, dayOfMonth } = parts(bornOn);
    return { date_of_birth: [year, dayOfMonth, month].join('-') };
  },
};

export const birthYearAlone: RecordError = {
  name: 'year of birth alone',
  expected: matched(),
  fits: ({ onlyYearRegistered }) => !onlyYearRegistered,
  distort: ({ bornOn }) => ({ date_of_birth: String(yearOf(bornOn)) }),
};

export const birthYearMistyped: RecordError = {
  name: 'year of birth mistyped',
  expected: mismatched('DOB_MISMATCH'),
  fits: everybody,
  distort: ({ bornOn }, chance) => ({ date_of_birth: isoDate(addYears(bornOn, chance.pick([-1, 1]))) }),
};

function parts(day: Day) {
  const [year = '', month = '', dayOfMonth = ''] = isoDate(day).split('-');
  return { year, month, dayOfMonth };
}

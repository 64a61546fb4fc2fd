import { birthOf, numberStrangerTo } from '../people/birth';
import { everybody, matched, mismatched, type RecordError } from './record-error';

export const numberMissing: RecordError = {
  name: 'number missing',
  expected: mismatched('ID_MISSING'),
  fits: everybody,
  distort: () => ({ id_number: '' }),
};

/** `1.09E+09`: a spreadsheet took the number for a quantity. */
export const numberRounded: RecordError = {
  name: 'number rounded by a spreadsheet',
  expected: mismatched('ID_MALFORMED'),
  fits: everybody,
  distort: ({ idNumber }) => {
    const [digits, power] = Number(idNumber).toExponential(2).split('e+');
    return { id_number: `${digits}E+${power?.padStart(2, '0')}` };
  },
};

/** Every number begins with a zero, so each of these is neither of 9 nor of 12 digits. */
const malformations: readonly ((idNumber: string) => string)[] = [
  (idNumber) => idNumber.replace(/^0+/, ''),
  (idNumber) => idNumber.slice(0, -1),
  (idNumber) => idNumber.replace('0', 'O'),
];

export const numberMalformed: RecordError = {
  name: 'number malformed',
  expected: mismatched('ID_MALFORMED'),
  fits: everybody,
  distort: ({ idNumber }, chance) => ({ id_number: chance.pick(malformations)(idNumber) }),
};

export const oldNumber: RecordError = {
  name: 'old number',
  expected: matched('ID_IS_OLD_CMND'),
  fits: ({ oldIdNumber }) => oldIdNumber !== null,
  distort: ({ oldIdNumber }) => (oldIdNumber === null ? {} : { id_number: oldIdNumber }),
};

/** A number as cards have it, which nobody of any city of this seed has. */
export const numberUnknown: RecordError = {
  name: 'number not in the register',
  expected: mismatched('ID_NOT_IN_REGISTER'),
  fits: everybody,
  distort: ({ index }, _, city) => ({ id_number: birthOf(city, numberStrangerTo(index)).idNumber }),
};

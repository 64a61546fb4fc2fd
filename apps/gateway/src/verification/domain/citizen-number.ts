import type { ScannedCard, Sex } from './scanned-card';

/** What the number says by itself: `PPP C YY NNNNNN`, Decree 137/2015 and Circular 59/2021. */
export interface NumberFacts {
  /** Where the birth was registered, not the residence. */
  readonly provinceCode: string;
  /** False for another country, or a code that came later: a warning, never a reason against a person. */
  readonly provinceKnown: boolean;
  readonly sex: Sex;
  readonly yearOfBirth: number;
}

const provinceCodes: ReadonlySet<string> = new Set(
  (
    '001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 042 044 045 046 ' +
    '048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 096'
  ).split(' '),
);

/** `idNumber` is twelve digits. The fourth tells century and sex: 0 and 1 men and women of the 1900s, 2 and 3 of the 2000s, and on. */
export function readCitizenNumber(idNumber: string): NumberFacts {
  const provinceCode = idNumber.slice(0, 3);
  const centuryAndSex = Number(idNumber[3]);
  return {
    provinceCode,
    provinceKnown: provinceCodes.has(provinceCode),
    sex: centuryAndSex % 2 === 0 ? 'male' : 'female',
    yearOfBirth: 1900 + Math.floor(centuryAndSex / 2) * 100 + Number(idNumber.slice(4, 6)),
  };
}

/** Whether the number's sex and year of birth are those of the card. Numbers are sometimes replaced: a clash is a reason to look. */
export function isConsistent({ idNumber, sex, dateOfBirth }: Pick<ScannedCard, 'idNumber' | 'sex' | 'dateOfBirth'>) {
  const number = readCitizenNumber(idNumber);
  return number.sex === sex && number.yearOfBirth === Number(dateOfBirth.slice(0, 4));
}

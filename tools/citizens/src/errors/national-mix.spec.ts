import { exactName, foldName } from '@entry/platform/personal-data/fold-name';
import { dayOf, isoDate } from '../calendar/day';
import { Chance } from '../chance/chance';
import { makePerson, type Person } from '../people/person';
import { identityOf, type RecordIdentity } from '../records/record-identity';
import { birthYearAlone, birthYearMistyped, dayAndMonthSwapped } from './birth-date-errors';
import { misspellingsOf, nameMisspelt, nameWithoutDiacritics } from './name-errors';
import { drawNationalError, nationalMix } from './national-mix';
import { numberMalformed, numberMissing, numberRounded, oldNumber } from './number-errors';
import type { RecordError } from './record-error';

const city = { seed: 1, today: dayOf('2026-11-23') };
const people = Array.from({ length: 20_000 }, (_, index) => makePerson(city, index));
const drawn = people.map((person) => drawNationalError(person, Chance.of(city.seed, 'error', person.index)));
const sumOf = (shares: readonly (readonly [RecordError, number])[]) =>
  shares.reduce((sum, [, share]) => sum + share, 0);
const isOf = (shares: readonly (readonly [RecordError, number])[]) => (error: RecordError | null) =>
  shares.some(([one]) => one === error);

/** Each person whom the error fits, with the record that they then have. */
function distortedBy(error: RecordError): { person: Person; record: RecordIdentity }[] {
  return people.slice(0, 3_000).flatMap((person) => {
    if (!error.fits(person)) return [];
    const chance = Chance.of(city.seed, 'error', person.index);
    return [{ person, record: { ...identityOf(person), ...error.distort(person, chance, city) } }];
  });
}

describe('the national mix', () => {
  it('has the figures of March 2022, in per mille', () => {
    expect(Object.values(nationalMix).map(sumOf)).toEqual([46, 260, 35]);
  });

  it('is drawn in these shares, and every error occurs', () => {
    const usable = drawn.filter((error) => !isOf(nationalMix.withoutUsableNumber)(error));
    const share = (some: readonly unknown[], all: readonly unknown[]) => some.length / all.length;

    expect(Math.abs(share(usable, drawn) - 0.954)).toBeLessThan(0.005);
    expect(Math.abs(share(usable.filter(isOf(nationalMix.differingInAField)), usable) - 0.26)).toBeLessThan(0.01);
    expect(Math.abs(share(usable.filter(isOf(nationalMix.notInRegister)), usable) - 0.035)).toBeLessThan(0.005);
    expect(new Set(drawn.map((error) => error?.name)).size).toBe(1 + Object.values(nationalMix).flat().length);
  });

  it('gives a record only an error that changes it', () => {
    people.forEach((person, index) => {
      const error = drawn[index];
      const record = { ...identityOf(person), ...error?.distort(person, Chance.of(2, 'error', index), city) };
      if (error) expect(record).not.toEqual(identityOf(person));
    });
  });
});

describe('errors of real records', () => {
  it.each([numberMissing, numberRounded, numberMalformed])('$name: leaves neither 9 nor 12 digits', (error) => {
    for (const { record } of distortedBy(error)) expect(record.id_number).not.toMatch(/^(\d{9}|\d{12})$/);
  });

  it('write a number as a spreadsheet does', () => {
    for (const { person, record } of distortedBy(numberRounded)) {
      expect(record.id_number).toMatch(/^\d\.\d\dE\+\d\d$/);
      expect(Number(record.id_number) / Number(person.idNumber)).toBeCloseTo(1, 2);
    }
  });

  it('take the number of the card before', () => {
    for (const { person, record } of distortedBy(oldNumber)) expect(record.id_number).toBe(person.oldIdNumber);
  });

  it('lose diacritics and nothing else', () => {
    for (const { person, record } of distortedBy(nameWithoutDiacritics)) {
      expect(foldName(record.full_name)).toBe(foldName(person.fullName));
      expect(exactName(record.full_name)).not.toBe(exactName(person.fullName));
    }
  });

  it('misspell a name so that it does not agree folded either', () => {
    for (const { fullName } of people) {
      for (const wrong of misspellingsOf(fullName)) expect(foldName(wrong)).not.toBe(foldName(fullName));
    }
    expect(misspellingsOf('Trần Thị Lan')).toEqual(['Chần Thị Lan', 'Trần Thị Nan', 'Trần Lan', 'Trần Thị La']);
    expect(distortedBy(nameMisspelt)).toHaveLength(3_000);
  });

  it('swap day and month into another day of the calendar', () => {
    for (const { person, record } of distortedBy(dayAndMonthSwapped)) {
      const [year, month, day] = isoDate(person.bornOn).split('-');
      expect(record.date_of_birth).toBe(`${year}-${day}-${month}`);
      expect(dayOf(record.date_of_birth)).not.toBe(person.bornOn);
    }
  });

  it('leave out day and month of birth, or mistype the year, also where the register has it alone', () => {
    for (const { person, record } of distortedBy(birthYearAlone)) {
      expect(record.date_of_birth).toBe(isoDate(person.bornOn).slice(0, 4));
    }
    const mistyped = distortedBy(birthYearMistyped);
    for (const { person, record } of mistyped) {
      const years = dayOf(record.date_of_birth) - person.bornOn;
      expect([365, 366, 364, 367]).toContain(Math.abs(years));
      expect(record.date_of_birth.slice(0, 4)).not.toBe(isoDate(person.bornOn).slice(0, 4));
    }
    expect(mistyped.some(({ person }) => person.onlyYearRegistered)).toBe(true);
  });
});

import { createHash } from 'node:crypto';
import { infectionColumns, populationColumns, vaccinationColumns } from '@entry/contracts/vocabulary/batch-columns';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { dayOf } from './calendar/day';
import { makeCity, type City, type CityOptions } from './city';

type Row = Readonly<Record<string, string>>;

const today = '2026-11-23';
const aCity = (overrides: Partial<CityOptions> = {}) => makeCity({ count: 2_000, seed: 1, today, ...overrides });
const table = (csv: Iterable<string>) => parse<Row>([...csv].join(''), { columns: true, record_delimiter: '\r\n' });
const files = (city: City) =>
  [city.populationCsv(), city.vaccinationCsv(), city.infectionCsv(), city.qrPayloads()].map((lines) =>
    [...lines].join(''),
  );
const options = fc.record({
  count: fc.integer({ min: 1, max: 300 }),
  seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  today: fc
    .integer({ min: dayOf('2022-01-01'), max: dayOf('2045-12-31') })
    .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10)),
});

describe('makeCity', () => {
  it('makes the same bytes each time', () => {
    fc.assert(
      fc.property(options, (given) => {
        const city = makeCity(given);

        expect(files(makeCity(given))).toEqual(files(city));
        expect(files(city)).toEqual(files(city));
      }),
      { numRuns: 20 },
    );
  });

  it('makes a part of a city as the whole city has it', () => {
    const whole = table(aCity({ count: 30 }).populationCsv());
    const part = aCity({ first: 25, count: 5 });

    expect(table(part.populationCsv())).toEqual(whole.slice(25));
    expect(part.samples).toEqual([]);
  });

  it('makes the bytes that it has made on other machines', () => {
    const digestOf = (city: City) => createHash('sha256').update(files(city).join('')).digest('hex');

    expect(digestOf(aCity({ errors: 'none' }))).toBe(
      'ca57a93c9dad36bae4e0b9223213c8222323773ffe52f6ccb366ad7b1c6f8884',
    );
    expect(digestOf(aCity())).toBe('0ff2d67551c40c180c87645e59ba4f294f5dfbca727988a834a4d7af8975268e');
  });

  it('has the columns of each batch, and a city that grows keeps its people', () => {
    const grown = table(aCity({ count: 2_500 }).populationCsv());
    const [population, vaccinations, infections] = files(aCity()).map((text) => text.split('\r\n')[0]?.split(','));

    expect([population, vaccinations, infections]).toEqual([populationColumns, vaccinationColumns, infectionColumns]);
    expect(grown.slice(0, 2_000)).toEqual(table(aCity().populationCsv()));
  });

  it('gives every person and every record a number of its own', () => {
    fc.assert(
      fc.property(options, (given) => {
        const city = makeCity(given);
        const numbers = table(city.populationCsv()).map((row) => row.id_number);
        const recordIds = [...table(city.vaccinationCsv()), ...table(city.infectionCsv())].map(
          (row) => row.record_id ?? '',
        );

        expect(new Set(numbers).size).toBe(given.count);
        expect(new Set(recordIds).size).toBe(recordIds.length);
        expect(recordIds.every((id) => /^[A-Za-z0-9-]+$/.test(id) && !/\d{9}/.test(id))).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('has only records that agree with an active person of the register, on days that exist, where none has an error', () => {
    fc.assert(
      fc.property(options, (given) => {
        const city = makeCity({ ...given, errors: 'none' });
        const register = new Map(table(city.populationCsv()).map((row) => [row.id_number, row]));
        for (const row of [...table(city.vaccinationCsv()), ...table(city.infectionCsv())]) {
          const { full_name, sex, date_of_birth = '' } = register.get(row.id_number) ?? {};

          expect(row).toMatchObject({ full_name, sex });
          expect(row.date_of_birth?.slice(0, date_of_birth.length)).toBe(date_of_birth);
          expect(dayOf(row.date_of_birth ?? '')).toBeLessThan(dayOf(row.vaccinated_on ?? row.occurred_on ?? ''));
          expect(dayOf(row.vaccinated_on ?? row.occurred_on ?? '')).toBeLessThan(dayOf(given.today));
          expect(register.get(row.id_number)?.status).toBe('active');
        }
      }),
      { numRuns: 20 },
    );
  });

  it('has the errors of real records by itself, and in vaccinations alone', () => {
    const [national, clean] = [aCity(), aCity({ errors: 'none' })];

    expect([...national.infectionCsv()]).toEqual([...clean.infectionCsv()]);
    expect([...national.populationCsv()]).toEqual([...clean.populationCsv()]);
    expect([...national.vaccinationCsv()]).not.toEqual([...clean.vaccinationCsv()]);
  });

  it('tells the outcome of each vaccination record, in their order', () => {
    const outcomes = [...aCity().vaccinationOutcomes()];

    expect(outcomes.map(({ recordId }) => recordId)).toEqual(
      table(aCity().vaccinationCsv()).map(({ record_id }) => record_id),
    );
    expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['matched', 'mismatched']));
    expect([...aCity({ errors: 'none' }).vaccinationOutcomes()].every(({ outcome }) => outcome === 'matched')).toBe(
      true,
    );
  });

  it('has a QR payload for each person with a chip card, in the order of the population and in three layouts', () => {
    const holders = table(aCity().populationCsv()).filter(({ card_issued_on }) => card_issued_on !== '');
    const payloads = [...aCity().qrPayloads()].map((line) => line.trimEnd().split('|'));

    expect(payloads.map(([idNumber]) => idNumber)).toEqual(holders.map(({ id_number }) => id_number));
    expect(new Set(payloads.map((fields) => fields.length))).toEqual(new Set([6, 7, 11]));
  });

  it.each<Partial<CityOptions>>([
    { count: 0 },
    { count: 1.5 },
    { count: 100_000_001 },
    { seed: -1 },
    { seed: 2 ** 32 },
    { today: '2026-02-29' },
    { today: '2021-12-31' },
  ])('refuses %j', (given) => {
    expect(() => aCity(given)).toThrow(RangeError);
  });
});

import { infectionColumns, populationColumns, vaccinationColumns } from '@entry/contracts/vocabulary/batch-columns';
import type { LocalDate } from '@entry/contracts/vocabulary/scalars';
import { dayOf } from './calendar/day';
import type { ExpectedOutcome } from './errors/record-error';
import { csvLine } from './files/csv-line';
import { infectionRow, populationRow, vaccinationRow } from './files/rows';
import { largestCity, type CitySeed } from './people/birth';
import type { Person } from './people/person';
import { cardOf, shownQr } from './people/qr-payload';
import { residentAt, residentInfections, residentVaccinations, type ErrorMix } from './residents';
import { samplesOf, type Sample } from './samples/samples';

export interface CityOptions {
  /** 1 to `largestCity`. */
  readonly count: number;
  /** Of the city's people the index of the first one, 0 unless given: cities of one seed and day have nobody in common where their indexes are apart. */
  readonly first?: number;
  /** 0 to 2³² − 1. */
  readonly seed: number;
  /** What ages, cards and records are relative to; from `earliestToday`. */
  readonly today: LocalDate;
  /** Of the vaccination records; `national` unless given. */
  readonly errors?: ErrorMix;
}

/** What authentication makes of one record, were the city's population the whole register. */
export interface ExpectedRecord extends ExpectedOutcome {
  readonly recordId: string;
}

/** What each iterable yields is made as it is asked for, anew each time; lines come with their end. */
export interface City {
  populationCsv(): Iterable<string>;
  vaccinationCsv(): Iterable<string>;
  /** One for each row of `vaccinationCsv`, in its order. */
  vaccinationOutcomes(): Iterable<ExpectedRecord>;
  infectionCsv(): Iterable<string>;
  /** One for each person with a chip card, in the order of the population. */
  qrPayloads(): Iterable<string>;
  /** Of a city from its first person on. */
  readonly samples: readonly Sample[];
}

export const earliestToday: LocalDate = '2022-01-01';

/** An invented city: the same count, seed and day give the same bytes on every machine. Throws a RangeError outside the limits. */
export function makeCity({ count, first = 0, seed, today, errors = 'national' }: CityOptions): City {
  requireInteger('first', first, 0, largestCity - 1);
  requireInteger('count', count, 1, largestCity - first);
  requireInteger('seed', seed, 0, 2 ** 32 - 1);
  const city: CitySeed = { seed, today: dayOf(today) };
  if (today < earliestToday) throw new RangeError(`today is from ${earliestToday}: chip cards are of 2021`);
  const range = { first, count };
  const records = (person: Person) => residentVaccinations(city, person, errors);

  return {
    populationCsv: () =>
      csv(
        populationColumns,
        rows(city, range, (person) => [populationRow(person)]),
      ),
    vaccinationCsv: () =>
      csv(
        vaccinationColumns,
        rows(city, range, (person) => records(person).map((record) => vaccinationRow(person, record))),
      ),
    vaccinationOutcomes: () =>
      rows(city, range, (person) => records(person).map(({ recordId, expected }) => ({ recordId, ...expected }))),
    infectionCsv: () =>
      csv(
        infectionColumns,
        rows(city, range, (person) =>
          residentInfections(city, person).map((report, before) => infectionRow(city, person, report, before + 1)),
        ),
      ),
    qrPayloads: () =>
      rows(city, range, (person) => {
        const card = cardOf(person);
        return card === null ? [] : [`${shownQr(city, person, card)}\n`];
      }),
    samples: first === 0 ? samplesOf(city, count, largestCity) : [],
  };
}

function* rows<Row>(
  city: CitySeed,
  { first, count }: { first: number; count: number },
  rowsOf: (person: Person) => readonly Row[],
): Generator<Row> {
  for (let index = first; index < first + count; index++) yield* rowsOf(residentAt(city, index));
}

function* csv<Column extends string>(
  columns: readonly Column[],
  rowsOfFile: Iterable<Readonly<Record<Column, string>>>,
): Generator<string> {
  yield csvLine(columns);
  for (const row of rowsOfFile) yield csvLine(columns.map((column) => row[column]));
}

function requireInteger(name: string, value: number, from: number, to: number): void {
  if (Number.isInteger(value) && value >= from && value <= to) return;
  throw new RangeError(`${name} is a whole number from ${from} to ${to}`);
}

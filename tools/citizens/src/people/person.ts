import { addYears, newYear, yearOf, type Day } from '../calendar/day';
import { Chance } from '../chance/chance';
import { permute } from '../chance/permutation';
import { birthdayOf, birthOf, isSampleSeat, type CitySeed, type Sex } from './birth';
import { chipCardIssuedOn } from './card-issue';
import { communes, type Commune } from './communes';
import { fullName, vietnameseName } from './full-name';
import { commonestFamilyName } from './name-lists';
import { residenceIn } from './residence';

export interface Person {
  readonly index: number;
  readonly idNumber: string;
  /** The nine digits of the card before; null for who never had one. */
  readonly oldIdNumber: string | null;
  readonly fullName: string;
  /** 1 January for a person of whom the register holds the year alone: what the card shows. */
  readonly bornOn: Day;
  readonly onlyYearRegistered: boolean;
  readonly sex: Sex;
  readonly commune: Commune;
  readonly residence: string;
  readonly cardIssuedOn: Day | null;
  readonly status: 'active' | 'cancelled';
}

const oldNumbers = { high: 10_000, low: 100_000 };
const lastYearWithOldNumber = 2005;

/** The person of an index, from nothing but it and the city's seed; those on sample seats are active and have a chip card. */
export function makePerson(city: CitySeed, index: number): Person {
  const chance = Chance.of(city.seed, 'person', index);
  const { idNumber, sex, year } = birthOf(city, index);
  const isSample = isSampleSeat(index);
  const age = yearOf(city.today) - year;

  const onlyYearRegistered = age >= 60 && age < 100 && chance.happens(75);
  const bornOn = onlyYearRegistered ? newYear(year) : birthdayOf(city, year, addYears(city.today, -100), chance);
  const commune = chance.pick(communes);
  return {
    index,
    idNumber,
    oldIdNumber: year <= lastYearWithOldNumber && chance.happens(550) ? oldNumberOf(city, index) : null,
    fullName: isSample ? vietnameseName(commonestFamilyName, sex, chance) : fullName(sex, chance),
    bornOn,
    onlyYearRegistered,
    sex,
    commune,
    residence: residenceIn(commune, chance),
    cardIssuedOn: chipCardIssuedOn(city, { bornOn, isSample }, chance),
    status: !isSample && chance.happens(3) ? 'cancelled' : 'active',
  };
}

function oldNumberOf({ seed }: CitySeed, index: number): string {
  return String(permute(index, oldNumbers, seed)).padStart(9, '0');
}

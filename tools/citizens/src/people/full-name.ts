import type { Chance } from '../chance/chance';
import type { Sex } from './birth';
import { familyNames, givenNames, highlandNames, middleNames } from './name-lists';

/** Family, middle and given name in NFC; now and then a name of the Central Highlands, given name and clan. */
export function fullName(sex: Sex, chance: Chance): string {
  if (chance.happens(12)) return `${chance.pick(highlandNames[sex])} ${chance.pick(highlandNames.clan)}`;
  return vietnameseName(chance.pick(familyNames), sex, chance);
}

export function vietnameseName(family: string, sex: Sex, chance: Chance): string {
  const middle = chance.pick(middleNames[sex]);
  const given = chance.pick(givenNames[sex]);
  return [family, middle, given].filter((part) => part !== '').join(' ');
}

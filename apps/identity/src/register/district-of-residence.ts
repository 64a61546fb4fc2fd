import { hanoiDistricts } from '@entry/contracts/vocabulary/hanoi-districts';
import { foldName } from '@entry/platform/personal-data/fold-name';

const idOf = new Map(hanoiDistricts.map(({ id, name }) => [foldName(name), id]));
const city = String.raw`(?:thanh pho |tp\.? ?)?ha noi`;
const prefix = String.raw`(?:quan |huyen |thi xa |q\.? ?|h\.? ?|tx\.? ?)?`;
const ending = new RegExp(String.raw`(?:^|[ ,.])${prefix}(${[...idOf.keys()].join('|')})[ ,.]+${city}\W*$`);

/** The id of the Hanoi district in which an address as cards print it lies, the city at its end; null when none is named there. */
export function districtOfResidence(residence: string): string | null {
  const named = ending.exec(foldName(residence))?.[1];
  return (named && idOf.get(named)) ?? null;
}

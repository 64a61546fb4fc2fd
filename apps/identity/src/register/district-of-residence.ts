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

const wardPrefix = /^(phường|xã|thị trấn|p\.|x\.|tt\.)\s*/iu;

/** The name of the ward or commune that an address has before its district; null where it is not between commas. */
export function wardOfResidence(residence: string): string | null {
  const district = districtOfResidence(residence);
  if (district === null) return null;
  const parts = residence
    .normalize('NFC')
    .split(',')
    .map((part) => part.trim());
  const place = parts.findLastIndex((part) => districtOfResidence(`${part}, Hà Nội`) === district);
  const ward = parts[place - 1]?.replace(wardPrefix, '') ?? '';
  return ward === '' || /\d/.test(ward) ? null : ward;
}

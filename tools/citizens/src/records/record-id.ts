import { scramble } from '../chance/chance';
import { permute } from '../chance/permutation';
import type { CitySeed } from '../people/birth';

const persons = { high: 10_000, low: 100_000 };

/** Opaque, of letters, digits and hyphens, and unique over all cities: two seeds never share one. */
export function recordId({ seed }: CitySeed, kind: 'V' | 'I', index: number, ordinal: number): string {
  const city = scramble(seed).toString(36).padStart(7, '0');
  const person = permute(index, persons, scramble(seed)).toString(36).padStart(6, '0');
  return `${kind}-${city}-${person}-${ordinal}`;
}

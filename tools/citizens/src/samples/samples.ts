import type { Decision } from '@entry/contracts/vocabulary/decisions';
import type { CitySeed } from '../people/birth';
import { makePerson } from '../people/person';
import { printedQr } from '../people/qr-payload';
import { sampleCard, samplePeople } from './sample-people';

/** A QR payload to hold under a scanner and the decision that follows. */
export interface Sample {
  readonly name: string;
  readonly qr: string;
  readonly decision: Decision;
}

/** One for each of the first people whom the city has, and a person of whom its register knows nothing. */
export function samplesOf(city: CitySeed, count: number, neverInCity: number): Sample[] {
  const known = samplePeople.slice(0, count).map(({ name, decision, qr }, index) => {
    return { name, decision, qr: qr(sampleCard(makePerson(city, index))) };
  });
  const stranger = sampleCard(makePerson(city, neverInCity));
  return [...known, { name: 'not in the register', decision: 'check', qr: printedQr(stranger) }];
}

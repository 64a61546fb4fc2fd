import { makeCity } from '@entry/citizens/city';
import { localDate } from '@entry/platform/time/local-date';
import { CardProblem } from '../card-problem';
import type { StackFile } from '@entry/stack/stack/stack-file';

export interface SampleChoice {
  /** From 1. */
  readonly sample: number;
  /** Somebody of the generator's city of this seed, and not of the running demonstration. */
  readonly seed?: number;
}

export interface ChosenSample {
  readonly qr: string;
  readonly about: string;
}

/** More than there are samples. */
const someCitizens = 20;

/** A sample of the started demonstration, if there is one, else of an invented city. Throws a CardProblem when it has none of that number. */
export function chosenSample({ sample, seed }: SampleChoice, stack: Pick<StackFile, 'samples'> | null): ChosenSample {
  const demonstration = seed === undefined ? stack?.samples : undefined;
  const samples = demonstration ?? inventedSamples(seed ?? 1);
  const chosen = samples[sample - 1];
  if (chosen === undefined) throw new CardProblem(`There are samples 1 to ${samples.length}.`);
  const expected = demonstration ? `, gets ${chosen.decision} at the first device` : ', of an invented city';
  return { qr: chosen.qr, about: `sample ${sample}: ${chosen.name}${expected}` };
}

function inventedSamples(seed: number) {
  return makeCity({ count: someCitizens, seed, today: localDate(new Date()) }).samples;
}

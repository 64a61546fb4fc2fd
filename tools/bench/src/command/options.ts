import { largestCity } from '@entry/citizens/people/birth';
import { InvalidArgumentError } from 'commander';

/** A parser of whole numbers; throws what commander shows beside the name of the option. */
export function wholeNumber(from: number, to: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= from && number <= to) return number;
    throw new InvalidArgumentError(`A whole number from ${from} to ${to} is expected.`);
  };
}

export const limits = {
  citizens: [200, Math.min(largestCity, 1_000_000)],
  seed: [0, 2 ** 32 - 2],
  devices: [1, 200],
  connections: [1, 1_000],
  rounds: [1, 100],
  seconds: [1, 3_600],
} as const;

/** Whole numbers with commas between them, such as `200,600`. */
export function rates(text: string): number[] {
  return text.split(',').map(wholeNumber(1, 20_000));
}

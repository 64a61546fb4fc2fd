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

/** The same of several with commas between them, such as `200,600`. */
export function wholeNumbers(from: number, to: number): (text: string) => number[] {
  return (text) => text.split(',').map((each) => wholeNumber(from, to)(each));
}

/** The same where each is greater than the one before. */
export function risingNumbers(from: number, to: number): (text: string) => number[] {
  return (text) => {
    const numbers = wholeNumbers(from, to)(text);
    if (numbers.every((number, index) => index === 0 || number > numbers[index - 1]!)) return numbers;
    throw new InvalidArgumentError('Each number must be greater than the one before.');
  };
}

export const limits = {
  citizens: [200, Math.min(largestCity, 1_000_000)],
  people: [200, largestCity],
  cards: [200, 200_000],
  seed: [0, 2 ** 32 - 2],
  devices: [8, 200],
  generators: [1, 8],
  connections: [1, 1_000],
  rate: [1, 50_000],
  rounds: [1, 100],
  seconds: [1, 3_600],
} as const;

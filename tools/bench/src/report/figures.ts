import type { Spread } from '../measuring/spread';

/** Three digits or so: nothing that was measured here is known better. */
export function figure(value: number): string {
  if (value < 10) return value.toFixed(2);
  return value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString('en-US');
}

/** `median (min–max)`; just the value of a single round. */
export function spread({ median, min, max }: Spread, rounds: number): string {
  return rounds === 1 ? figure(median) : `${figure(median)} (${figure(min)}–${figure(max)})`;
}

export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000).toLocaleString('en-US')} MB`;
}

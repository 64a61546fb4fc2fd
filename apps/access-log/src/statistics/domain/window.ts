const hour = 3_600_000;
const offset = 7 * hour;

/** From an instant up to, and not with, another. */
export interface Window {
  readonly from: Date;
  readonly to: Date;
}

/** Lengths of what is summed up, the longest first; days are those of Asia/Ho_Chi_Minh. */
const units = { day: 24 * hour, hour } as const;
export type Unit = keyof typeof units;

/** A stretch of whole units, or of single scans, to be added or taken away. */
export interface Part extends Window {
  readonly of: Unit | 'scan';
  readonly sign: 1 | -1;
}

/** The hour that an instant lies in, as its first instant. */
export function hourOf(instant: string): string {
  return new Date(Math.floor(Date.parse(instant) / hour) * hour).toISOString();
}

/**
 * Parts that together are the window: as many whole units as there are, and at both ends what is left out or too much, which is half a unit
 * at most.
 */
export function partsOf(window: Window, summedBy: readonly Unit[], sign: 1 | -1 = 1): Part[] {
  const [unit, ...smaller] = summedBy;
  if (!unit) return [{ ...window, of: 'scan', sign }];
  const [from, to] = [nearest(window.from, unit), nearest(window.to, unit)];
  if (from >= to || window.to.getTime() - window.from.getTime() < units[unit]) return partsOf(window, smaller, sign);
  return [
    { from, to, of: unit, sign },
    ...difference(window.from, from, smaller, sign),
    ...difference(to, window.to, smaller, sign),
  ];
}

function difference(from: Date, to: Date, summedBy: readonly Unit[], sign: 1 | -1): Part[] {
  if (from < to) return partsOf({ from, to }, summedBy, sign);
  return from > to ? partsOf({ from: to, to: from }, summedBy, sign === 1 ? -1 : 1) : [];
}

function nearest(instant: Date, unit: Unit): Date {
  return new Date(Math.round((instant.getTime() + offset) / units[unit]) * units[unit] - offset);
}

/** An instant as people in Hanoi write it: RFC 3339 with the offset of Asia/Ho_Chi_Minh. */
export function localInstant(instant: Date): string {
  return `${new Date(instant.getTime() + offset).toISOString().slice(0, 19)}+07:00`;
}

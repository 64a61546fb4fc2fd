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
 * Parts that together are the window: as many whole units as there are, and at both ends what is left out or too much: less than half a
 * unit, of what is not later than `now`.
 */
export function partsOf(window: Window, summedBy: readonly Unit[], now: Date): Part[] {
  const [unit, ...smaller] = summedBy;
  if (!unit) return [{ ...window, of: 'scan', sign: 1 }];
  const [from, to] = [nearest(window.from, unit, now), nearest(window.to, unit, now)];
  const isShort = window.to.getTime() - window.from.getTime() < units[unit];
  if (from >= to || isShort) return partsOf(window, smaller, now);
  return [
    { from, to, of: unit, sign: 1 },
    ...difference(window.from, from, smaller, now),
    ...difference(to, window.to, smaller, now),
  ];
}

function difference(from: Date, to: Date, summedBy: readonly Unit[], now: Date): Part[] {
  if (from < to) return partsOf({ from, to }, summedBy, now);
  if (from.getTime() === to.getTime()) return [];
  return partsOf({ from: to, to: from }, summedBy, now).map((part) => ({ ...part, sign: part.sign === 1 ? -1 : 1 }));
}

function nearest(instant: Date, unit: Unit, now: Date): Date {
  const at = instant.getTime();
  const begin = Math.floor((at + offset) / units[unit]) * units[unit] - offset;
  const end = begin + units[unit];
  return new Date(at - begin <= Math.min(end, Math.max(at, now.getTime())) - at ? begin : end);
}

/** An instant as people in Hanoi write it: RFC 3339 with the offset of Asia/Ho_Chi_Minh. */
export function localInstant(instant: Date): string {
  return `${new Date(instant.getTime() + offset).toISOString().slice(0, 19)}+07:00`;
}

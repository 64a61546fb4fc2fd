import type { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import type { ScanTally } from '@entry/contracts/events/scans-recorded.v1';

export interface Tally extends ScanTally {
  readonly gatewayId: string;
}

type Counted = Pick<AccessEventV1, 'eventId' | 'gatewayId' | 'deviceId' | 'receivedAt'>;

const minuteLength = 60_000;

/** Where the minute of an instant begins. */
export function minuteOf(instant: Date): string {
  return new Date(Math.floor(instant.getTime() / minuteLength) * minuteLength).toISOString();
}

/** Tallies in the order of their keys are in the order of their minutes. */
export function keyOf({ gatewayId, deviceId, receivedAt }: Omit<Counted, 'eventId'>): string {
  return `${minuteOf(new Date(receivedAt))}/${deviceId}/${gatewayId}`;
}

/** A tally with one scan more; of null it is the first. */
export function withScan(tally: Tally | null, { eventId, gatewayId, deviceId, receivedAt }: Counted): Tally {
  if (tally) return { ...tally, scans: tally.scans + 1, eventIds: exclusiveOr(tally.eventIds, eventId) };
  return { gatewayId, minute: minuteOf(new Date(receivedAt)), deviceId, part: eventId, scans: 1, eventIds: eventId };
}

function exclusiveOr(one: string, other: string): string {
  const digits = (bitsOf(one) ^ bitsOf(other)).toString(16).padStart(32, '0');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

const bitsOf = (uuid: string) => BigInt(`0x${uuid.replaceAll('-', '')}`);

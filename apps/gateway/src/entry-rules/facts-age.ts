import type { FactsMaxAge } from '@entry/contracts/events/administration.v1';
import type { VenueKind } from '@entry/contracts/vocabulary/venues';

/** Milliseconds by which clocks may differ. */
const skew = 60_000;

/**
 * Whether facts have not been heard to be current for longer than the entry policy allows at a kind of venue. The owners' clocks tell
 * `asOf`, the gate's tells `at`: a gate that is ahead by some seconds is that much stricter, and
 * one that is behind by more than a minute believes nothing.
 */
export function areTooOld(asOf: Date, at: Date, { usual, byVenueKind }: FactsMaxAge, venueKind: VenueKind): boolean {
  const age = at.getTime() - asOf.getTime();
  return age < -skew || age > (byVenueKind[venueKind] ?? usual) * 1_000;
}

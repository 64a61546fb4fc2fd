import type { CitizenV1 } from '@entry/contracts/events/citizen.v1';
import type { HealthStatusV1 } from '@entry/contracts/events/health-status.v1';

/** `unavailable`: nobody who knows could be asked in time. Null: whoever knows said that there is nothing. */
export interface PersonFacts {
  readonly citizen: CitizenV1 | null | 'unavailable';
  readonly health: HealthStatusV1 | null | 'unavailable';
  /** All changes before this instant are in them; null: their owners have just told. */
  readonly asOf: Date | null;
}

/** A half of a person's facts: what identity says, or what health-status says. */
export type Half = 'identity' | 'health';

export interface FactsOfHalf {
  readonly identity: CitizenV1;
  readonly health: HealthStatusV1;
}

import { CitizenV1 } from '@entry/contracts/events/citizen.v1';
import { HealthStatusV1 } from '@entry/contracts/events/health-status.v1';

/** `unavailable`: nobody who knows could be asked in time. Null: whoever knows said that there is nothing. */
export interface PersonFacts {
  readonly citizen: CitizenV1 | null | 'unavailable';
  readonly health: HealthStatusV1 | null | 'unavailable';
}

/** A half of a person's facts: what identity says, or what health-status says. */
export const halves = {
  identity: { field: 'i', event: CitizenV1 },
  health: { field: 'h', event: HealthStatusV1 },
} as const;
export type Half = keyof typeof halves;

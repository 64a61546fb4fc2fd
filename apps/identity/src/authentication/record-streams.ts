import type { EventDefinition } from '@entry/contracts/define-event';
import { InfectionAuthenticatedV1, VaccinationAuthenticatedV1 } from '@entry/contracts/events/record-authenticated.v1';
import { readInfectionRow, readVaccinationRow, type RecordRow } from './domain/record-row';
import type { RecordKind } from './submitted-record.repository';

interface RecordStream {
  readonly read: (fields: Readonly<Record<string, string>>, today: string) => RecordRow<unknown>;
  readonly authenticated: EventDefinition;
}

/** How a row of each kind is read, and on which topic its outcome is told. */
export const recordStreams: Readonly<Record<RecordKind, RecordStream>> = {
  vaccination: { read: readVaccinationRow, authenticated: VaccinationAuthenticatedV1 },
  infection: { read: readInfectionRow, authenticated: InfectionAuthenticatedV1 },
};

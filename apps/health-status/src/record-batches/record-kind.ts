import type { EventDefinition } from '@entry/contracts/define-event';
import { InfectionSubmittedV1, VaccinationSubmittedV1 } from '@entry/contracts/events/record-submitted.v1';
import { infectionColumns, vaccinationColumns } from '@entry/contracts/vocabulary/batch-columns';

export type RecordKind = 'vaccination' | 'infection';

interface RecordFile {
  readonly columns: readonly string[];
  readonly submitted: EventDefinition<typeof VaccinationSubmittedV1.data>;
}

/** What the ministry sends, and on which topic its rows travel. */
export const recordFiles: Readonly<Record<RecordKind, RecordFile>> = {
  vaccination: { columns: vaccinationColumns, submitted: VaccinationSubmittedV1 },
  infection: { columns: infectionColumns, submitted: InfectionSubmittedV1 },
};

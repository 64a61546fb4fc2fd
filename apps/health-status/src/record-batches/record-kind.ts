import type { EventDefinition } from '@entry/contracts/define-event';
import { InfectionSubmittedV1, VaccinationSubmittedV1 } from '@entry/contracts/events/record-submitted.v1';
import { infectionColumns, optionalRecordColumns, vaccinationColumns } from '@entry/contracts/vocabulary/batch-columns';
import type { BatchColumns } from '@entry/platform/batches/row-format';

export type RecordKind = 'vaccination' | 'infection';

interface RecordFile {
  readonly columns: Required<BatchColumns>;
  readonly submitted: EventDefinition<typeof VaccinationSubmittedV1.data>;
}

/** What the ministry sends, and on which topic its rows travel. */
export const recordFiles: Readonly<Record<RecordKind, RecordFile>> = {
  vaccination: {
    columns: { required: vaccinationColumns, optional: optionalRecordColumns },
    submitted: VaccinationSubmittedV1,
  },
  infection: {
    columns: { required: infectionColumns, optional: optionalRecordColumns },
    submitted: InfectionSubmittedV1,
  },
};

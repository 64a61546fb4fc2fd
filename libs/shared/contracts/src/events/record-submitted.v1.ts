import { z } from 'zod';
import { defineEvent } from '../define-event';

/** One row of a batch, as it came: personal data, kept 7 days. */
const data = z.object({
  batchId: z.uuid(),
  arrival: z.int().positive().describe('Rises with each accepted batch of any kind'),
  row: z.int32().positive().describe('Row of the file, the first after the header is 1'),
  dryRun: z.boolean().default(false).describe('Everything is checked, and nothing takes effect'),
  fields: z.record(z.string(), z.string()).describe('Column name to text; empty when the row could not be read'),
});
export type RecordSubmittedV1 = z.output<typeof data>;

const key = ({ batchId, row, fields }: RecordSubmittedV1) => fields.record_id || `${batchId}:${row}`;

export const VaccinationSubmittedV1 = defineEvent({
  topic: 'health.vaccination-submitted.v1',
  type: 'health.vaccination-submitted.v1',
  key,
  keyedBy: 'record id, else batch and row',
  data,
});

/** A topic of its own, so that vaccinations never delay a report of an infection. */
export const InfectionSubmittedV1 = defineEvent({
  topic: 'health.infection-submitted.v1',
  type: 'health.infection-submitted.v1',
  key,
  keyedBy: 'record id, else batch and row',
  data,
});

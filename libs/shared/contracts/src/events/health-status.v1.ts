import { z } from 'zod';
import { defineEvent } from '../define-event';
import { LocalDate, Subject, Version } from '../vocabulary/scalars';

/** Facts, never a verdict: rules and time are applied at each scan. */
export const HealthStatusV1 = defineEvent({
  topic: 'health.status.v1',
  type: 'health.status.v1',
  key: ({ subject }) => subject,
  keyedBy: 'subject',
  data: z.object({
    subject: Subject,
    doses: z.int().min(0).describe('Doses on record'),
    firstDoseOn: LocalDate.nullable(),
    primaryCourseCompletedOn: LocalDate.nullable().describe('Day of the last dose of the primary course'),
    lastDoseOn: LocalDate.nullable().describe('Latest dose, boosters included'),
    infectedSince: LocalDate.nullable().describe('Set while an infection is open; only a recovered report ends it'),
    recoveredOn: LocalDate.nullable(),
    lastNegativeTestOn: LocalDate.nullable(),
    version: Version,
  }),
});
export type HealthStatusV1 = z.output<typeof HealthStatusV1.data>;

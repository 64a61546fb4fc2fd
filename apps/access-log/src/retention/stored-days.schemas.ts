import { Instant, LocalDate } from '@entry/contracts/vocabulary/scalars';
import { z } from 'zod';

export const StoredDay = z.object({
  day: LocalDate.describe('By receivedAt, in Asia/Ho_Chi_Minh'),
  scans: z.int().describe('How many are stored, or went with the day'),
  announcedAt: Instant.nullable().describe('When it was announced that the day goes; not before a day after that'),
  droppedAt: Instant.nullable().describe('When its scans went'),
});
export type StoredDay = z.output<typeof StoredDay>;

export const StoredDays = z.object({
  keptDays: z.int().describe('For how many whole days scans are kept'),
  items: z.array(StoredDay),
});
export type StoredDays = z.output<typeof StoredDays>;

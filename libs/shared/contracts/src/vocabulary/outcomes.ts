import { z } from 'zod';

/** What a row can fail on: the row itself, its identity against the register, or another record. A closed list. */
export const outcomeCodes = [
  'ROW_INVALID',
  'VACCINE_UNKNOWN',
  'DOSE_DATE_INVALID',
  'ID_MISSING',
  'ID_MALFORMED',
  'ID_NOT_IN_REGISTER',
  'ID_CANCELLED',
  'NAME_MISMATCH',
  'DOB_MISMATCH',
  'SEX_MISMATCH',
  'DOSE_CONFLICT',
  'DUPLICATE_RECORD',
] as const;
export const OutcomeCode = z.enum(outcomeCodes);
export type OutcomeCode = z.output<typeof OutcomeCode>;

/** Worth a note beside a match, never a refusal. */
export const MatchNote = z.enum(['ID_IS_OLD_CMND', 'NAME_NO_DIACRITICS']);
export type MatchNote = z.output<typeof MatchNote>;

/** The columns of each batch: CSV header names, or NDJSON keys. */
export const vaccinationColumns = [
  'record_id',
  'full_name',
  'date_of_birth',
  'sex',
  'id_number',
  'dose_number',
  'vaccine',
  'vaccinated_on',
  'facility',
] as const;

export const infectionColumns = [
  'record_id',
  'full_name',
  'date_of_birth',
  'sex',
  'id_number',
  'event',
  'occurred_on',
  'facility',
] as const;

/** Columns of both that a file may leave out. */
export const optionalRecordColumns = ['revision', 'withdrawn'] as const;

export const populationColumns = [
  'id_number',
  'old_id_number',
  'full_name',
  'date_of_birth',
  'sex',
  'residence',
  'card_issued_on',
  'status',
] as const;

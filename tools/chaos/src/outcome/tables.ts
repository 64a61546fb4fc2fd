import { withDatabase } from '@entry/client/stack/with-database';
import type { Stack } from '@entry/stack/stack/stack';
import { createHash } from 'node:crypto';

/** What of each table must be the same after any number of kills: no ids, instants and ciphertexts made at random, no counters of attempts. */
const tables: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  identity: {
    citizen: `SELECT subject, old_number_tag, name_tag, exact_name_tag, birth_date_tag, birth_year_tag, sex_tag, status,
      card_issued_on, digest, case_number IS NULL AS has_no_case FROM citizen`,
    'record case': `SELECT row, queue, kind, record_id, outcomes, same_number, same_name, same_birth, same_sex, facility, person, district,
      state, ended_by FROM record_case`,
    submitted_record: 'SELECT row, kind, record_id, outcome, reasons, subject FROM submitted_record',
    'identity batch': `SELECT idempotency_key, kind, state, received, invalid, mismatched, applied, unchanged FROM batch`,
    'identity rejection': 'SELECT row, record_id, outcomes FROM batch_rejection',
    'identity leftovers': 'SELECT count(*) FROM staged_row',
  },
  health_status: {
    vaccination: `SELECT record_id, subject, dose_number, vaccine, vaccinated_on, row, standing, counted_as FROM vaccination`,
    infection_event: 'SELECT record_id, subject, event, occurred_on, row FROM infection_event',
    person_status: `SELECT subject, facts - 'version' AS facts FROM person_status`,
    'health-status batch': `SELECT idempotency_key, kind, state, received, invalid, mismatched, applied, unchanged FROM batch`,
    'health-status rejection': 'SELECT row, record_id, outcomes FROM batch_rejection',
    'health-status leftovers': 'SELECT count(*) FROM staged_row',
  },
};

export interface TableDigest {
  readonly rows: number;
  readonly digest: string;
}

/** By table: how many rows there are, and a SHA-256 of them whatever their order. */
export async function digestTables(stack: Stack): Promise<Record<string, TableDigest>> {
  const digests: Record<string, TableDigest> = {};
  for (const [database, queries] of Object.entries(tables)) {
    await withDatabase(stack, database, async (client) => {
      for (const [table, sql] of Object.entries(queries)) {
        const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM (${sql}) t`);
        const texts = rows.map(({ row }) => row).sort();
        const hash = createHash('sha256').update(texts.join('\n')).digest('hex');
        digests[table] = { rows: texts.length, digest: hash.slice(0, 16) };
      }
    });
  }
  return digests;
}

import type {
  InfectionAuthenticatedV1,
  VaccinationAuthenticatedV1,
} from '@entry/contracts/events/record-authenticated.v1';
import { BatchRejections } from '@entry/platform/batches/batch-rejections';
import { BatchRepository, type RowCounts } from '@entry/platform/batches/batch.repository';
import { Outbox } from '@entry/platform/outbox/outbox';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { BatchResults } from '../batch-results/batch-results.repository';
import { InfectionRecords } from '../infections/infection-records.service';
import { InfectionRepository } from '../infections/infection.repository';
import { PersonStatusRepository } from '../status/person-status.repository';
import { VaccinationRecords } from '../vaccinations/vaccination-records.service';
import { VaccinationRepository } from '../vaccinations/vaccination.repository';

export const aSubject = () => randomUUID().replaceAll('-', '').slice(0, 22);

export interface OpenBatch {
  readonly batchId: string;
  readonly arrival: number;
}

export interface VaccinationGiven {
  batch: OpenBatch;
  row: number;
  recordId?: string;
  subject: string;
  doseNumber?: number;
  vaccinatedOn?: string;
  revision?: number;
  withdrawn?: boolean;
}

export function aVaccination({ batch, row, ...given }: VaccinationGiven): VaccinationAuthenticatedV1 {
  const { recordId = `R${row}`, subject, doseNumber = 1, vaccinatedOn = '2022-01-10' } = given;
  const { revision = null, withdrawn = false } = given;
  const facts = { doseNumber, vaccine: 'Comirnaty', vaccinatedOn };
  const version = { revision, withdrawn, attempt: 1, dryRun: false };
  return { ...batch, row, recordId, ...version, outcome: 'matched', reasons: [], notes: [], subject, facts };
}

export function anInfection(
  batch: OpenBatch,
  row: number,
  subject: string,
  facts: InfectionAuthenticatedV1['facts'],
  version = { revision: null as number | null, withdrawn: false, attempt: 1, dryRun: false },
): InfectionAuthenticatedV1 {
  return { ...batch, row, recordId: `I${row}`, ...version, outcome: 'matched', reasons: [], notes: [], subject, facts };
}

/** The records of a database, each delivery in a transaction of its own as the consumers do it. */
export function healthRecordsIn(dataSource: DataSource) {
  const outbox = new Outbox(dataSource);
  const statuses = new PersonStatusRepository(dataSource);
  const batches = new BatchRepository(dataSource);
  const rejections = new BatchRejections(dataSource);
  const results = new BatchResults(batches, rejections);
  const vaccinations = new VaccinationRecords(results, new VaccinationRepository(), statuses);
  const infections = new InfectionRecords(results, new InfectionRepository(), statuses);

  return {
    openBatch: async (kind: 'vaccination' | 'infection', received = 10): Promise<OpenBatch> => {
      const batchId = randomUUID();
      const [row] = await dataSource.query<{ arrival: string }[]>(
        `INSERT INTO batch (id, kind, caller, idempotency_key, digest, state, received, started_at)
         VALUES ($1, $2, 'ministry', $3, '', 'processing', $4, now()) RETURNING arrival`,
        [batchId, kind, batchId, received],
      );
      return { batchId, arrival: Number(row?.arrival) };
    },
    complete: ({ batchId }: OpenBatch) =>
      dataSource.query(`UPDATE batch SET state = 'completed', completed_at = now() WHERE id = $1`, [batchId]),
    vaccinate: (...delivery: VaccinationAuthenticatedV1[]) =>
      outbox.transaction((change) => vaccinations.apply(delivery, change)),
    infect: (...delivery: InfectionAuthenticatedV1[]) =>
      outbox.transaction((change) => infections.apply(delivery, change)),
    statusOf: async (subject: string) => (await statuses.findBySubjects([subject]))[0] ?? null,
    countsOf: async ({ batchId }: OpenBatch): Promise<RowCounts> => {
      const [counts] = await dataSource.query<RowCounts[]>(
        `SELECT invalid, mismatched, applied, unchanged FROM batch WHERE id = $1`,
        [batchId],
      );
      return counts!;
    },
    rejectionsOf: async ({ batchId }: OpenBatch) => (await rejections.list(batchId, { limit: 100, cursor: 0 })).items,
    announced: async (subject: string): Promise<{ version: number }[]> => {
      const rows = await dataSource.query<{ value: string }[]>(
        `SELECT message ->> 'value' AS value FROM outbox, json_array_elements(messages::json) WITH ORDINALITY AS announced (message, place)
         WHERE message ->> 'key' = $1 ORDER BY id, place`,
        [subject],
      );
      return rows.map(({ value }) => JSON.parse(value) as { version: number });
    },
  };
}

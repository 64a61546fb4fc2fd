import type { VaccinationFacts } from '@entry/contracts/events/record-authenticated.v1';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RowEnd } from '../batch-results/batch-results.repository';
import type { VersionHistory } from '../records/domain/record-version';
import { saveRecords, type RecordTable, type SavedRecords, type StoredRecord } from '../records/record-table';
import { ofEachPerson } from '../records/of-each-person';
import type { OfPerson } from '../status/person-status.repository';
import { claimOf, standings, type DoseClaim, type Standing } from './domain/dose-standing';

/** A dose as the newest row of its record tells it. */
export interface Dose extends StoredRecord, DoseClaim {
  readonly vaccine: string;
  readonly batch_id: string;
  readonly standing: Standing;
  readonly counted_as: 'applied' | 'unchanged' | 'mismatched';
}

interface Settled {
  readonly ends: RowEnd[];
  /** Records that came into conflict, or out of it. */
  readonly conflictsChanged: Dose[];
  /** What the people now have of doses. */
  readonly held: OfPerson<VaccinationFacts>[];
}

const vaccinations: RecordTable<Dose> = {
  name: 'vaccination',
  columns: [
    'subject',
    'dose_number',
    'vaccine',
    'vaccinated_on',
    'batch_id',
    'arrival',
    'row',
    'claim_arrival',
    'claim_row',
    'standing',
    'counted_as',
    'revision',
    'attempt',
    'withdrawn',
  ],
  sayTheSame: (one, other) =>
    one.subject === other.subject &&
    one.dose_number === other.dose_number &&
    one.vaccine === other.vaccine &&
    one.vaccinated_on === other.vaccinated_on &&
    one.withdrawn === other.withdrawn,
  newest: newestDose,
};

@Injectable()
export class VaccinationRepository {
  save(manager: EntityManager, doses: readonly Dose[]): Promise<SavedRecords<Dose>> {
    return saveRecords(manager, vaccinations, doses);
  }

  /**
   * Finds which record of each dose holds it; the people must be locked. Gives the rows that count otherwise than before:
   * those in conflict, and those of earlier deliveries that a conflict now concerns, or no longer. A record that another
   * transaction is changing is left to it: it settles the same people when it gets their lock.
   */
  async settle(manager: EntityManager, subjects: readonly string[]): Promise<Settled> {
    const rows = await manager.query<{ dose: Dose }[]>(
      `SELECT to_json(vaccination) AS dose FROM ${ofEachPerson('vaccination')}`,
      [subjects],
    );
    const doses = rows.map(({ dose }) => dose);
    const standing = standings(doses);
    const moved = doses.flatMap((before) => {
      const after = settled(before, standing.get(before.record_id) ?? before.standing);
      return after.standing === before.standing && after.counted_as === before.counted_as ? [] : [{ before, after }];
    });
    const stored = await storeSettled(
      manager,
      moved.map(({ after }) => after),
    );
    const settledNow = moved.filter(({ after }) => stored.has(after.record_id));
    const now = new Map(settledNow.map(({ before, after }) => [before, after]));
    const conflicting = ({ standing }: Dose) => standing === 'conflicts';
    return {
      ends: settledNow
        .filter(({ before, after }) => after.attempt === 1 && before.counted_as !== after.counted_as)
        .map(toRowEnd),
      conflictsChanged: settledNow
        .filter(({ before, after }) => conflicting(before) !== conflicting(after))
        .map(({ after }) => after),
      held: doses
        .map((before) => now.get(before) ?? before)
        .filter(({ standing }) => standing === 'holds')
        .map(({ subject, dose_number: doseNumber, vaccine, vaccinated_on: vaccinatedOn }) => ({
          subject,
          doseNumber,
          vaccine,
          vaccinatedOn,
        })),
    };
  }
}

async function storeSettled(manager: EntityManager, doses: readonly Dose[]): Promise<Set<string>> {
  if (doses.length === 0) return new Set();
  const rows = await manager.query<{ record_id: string }[]>(
    `WITH settled AS (SELECT * FROM json_populate_recordset(null::vaccination, $1)),
       free AS (SELECT record_id FROM vaccination WHERE record_id IN (SELECT record_id FROM settled) FOR UPDATE SKIP LOCKED),
       stored AS (
         UPDATE vaccination SET standing = settled.standing, counted_as = settled.counted_as
         FROM settled JOIN free USING (record_id) WHERE vaccination.record_id = settled.record_id
         RETURNING vaccination.record_id)
     SELECT record_id FROM stored`,
    [JSON.stringify(doses)],
  );
  return new Set(rows.map(({ record_id }) => record_id));
}

function newestDose({ versions, changing }: VersionHistory<Dose>): Dose {
  const newest = versions.at(-1) ?? versions[0];
  const { claim_arrival, claim_row } = claimOf(versions);
  return { ...newest, claim_arrival, claim_row, counted_as: changing.has(newest) ? 'applied' : newest.counted_as };
}

function settled(dose: Dose, standing: Standing): Dose {
  switch (standing) {
    case 'conflicts':
      return { ...dose, standing, counted_as: 'mismatched' };
    case 'withdrawn':
      return { ...dose, standing };
    case 'repeats':
      return { ...dose, standing, counted_as: 'unchanged' };
    case 'holds':
      return { ...dose, standing, counted_as: dose.counted_as === 'mismatched' ? 'applied' : dose.counted_as };
  }
}

function toRowEnd({ before, after }: { before: Dose; after: Dose }): RowEnd {
  return {
    batchId: after.batch_id,
    row: after.row,
    recordId: after.record_id,
    end: after.counted_as,
    outcomes: after.counted_as === 'mismatched' ? ['DOSE_CONFLICT'] : [],
    before: before.counted_as,
  };
}

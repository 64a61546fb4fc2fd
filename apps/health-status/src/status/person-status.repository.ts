import { HealthStatusV1 } from '@entry/contracts/events/health-status.v1';
import type { InfectionFacts, VaccinationFacts } from '@entry/contracts/events/record-authenticated.v1';
import { toEventMessage } from '@entry/platform/kafka/event-message';
import type { Change } from '@entry/platform/outbox/outbox';
import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { DataSource, type EntityManager } from 'typeorm';
import { deriveHealthStatus } from './domain/health-status';

type OfPerson<Facts> = Facts & { readonly subject: string };

@Injectable()
export class PersonStatusRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Whoever has no record is not in the answer. */
  findBySubjects(subjects: readonly string[]): Promise<HealthStatusV1[]> {
    return findStatuses(this.dataSource.manager, `subject = ANY($1::text[]) AND version > 0`, subjects);
  }

  /**
   * Two changes of one person follow each other from here on: what a transaction wrote before it asked for the lock is
   * seen by whoever gets the lock next. Taken in one order, so that no two transactions wait for each other.
   */
  async lock(manager: EntityManager, subjects: readonly string[]): Promise<void> {
    await manager.query(
      `INSERT INTO person_status (subject, facts, version)
       SELECT subject, '{}', 0 FROM unnest($1::text[]) AS subject ORDER BY subject ON CONFLICT DO NOTHING`,
      [subjects],
    );
    await manager.query(`SELECT FROM person_status WHERE subject = ANY($1::text[]) ORDER BY subject FOR UPDATE`, [
      subjects,
    ]);
  }

  /** Derives the status of locked people from all their records, and announces each that differs from before. */
  async refresh({ manager, announce }: Change, subjects: readonly string[]): Promise<void> {
    const stored = await findStatuses(manager, `subject = ANY($1::text[])`, subjects);
    const doses = Map.groupBy(await findDoses(manager, subjects), ({ subject }) => subject);
    const events = Map.groupBy(await findEvents(manager, subjects), ({ subject }) => subject);
    const changed = stored.flatMap(({ subject, version, ...facts }) => {
      const derived = deriveHealthStatus(doses.get(subject) ?? [], events.get(subject) ?? []);
      return isDeepStrictEqual(derived, facts) ? [] : [{ subject, facts: derived, version: version + 1 }];
    });
    await manager.query(
      `UPDATE person_status SET facts = changed.facts, version = changed.version
       FROM json_populate_recordset(null::person_status, $1) AS changed WHERE person_status.subject = changed.subject`,
      [JSON.stringify(changed)],
    );
    const origin = { source: '/health-status', time: new Date() };
    await announce(
      changed.map(({ subject, facts, version }) =>
        toEventMessage(HealthStatusV1, { subject, ...facts, version }, origin),
      ),
    );
  }
}

async function findStatuses(
  manager: EntityManager,
  condition: string,
  subjects: readonly string[],
): Promise<HealthStatusV1[]> {
  const rows = await manager.query<(Pick<HealthStatusV1, 'subject' | 'version'> & { facts: object })[]>(
    `SELECT subject, facts, version FROM person_status WHERE ${condition}`,
    [subjects],
  );
  return rows.map(({ subject, facts, version }) => ({ subject, ...facts, version }) as HealthStatusV1);
}

function findDoses(manager: EntityManager, subjects: readonly string[]): Promise<OfPerson<VaccinationFacts>[]> {
  return manager.query(
    `SELECT subject, dose_number AS "doseNumber", vaccine, vaccinated_on::text AS "vaccinatedOn"
     FROM vaccination WHERE subject = ANY($1::text[]) AND standing = 'holds'`,
    [subjects],
  );
}

function findEvents(manager: EntityManager, subjects: readonly string[]): Promise<OfPerson<InfectionFacts>[]> {
  return manager.query(
    `SELECT subject, event, occurred_on::text AS "occurredOn" FROM infection_event
     WHERE subject = ANY($1::text[]) AND NOT withdrawn`,
    [subjects],
  );
}

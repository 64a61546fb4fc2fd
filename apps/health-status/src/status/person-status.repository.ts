import { HealthStatusV1 } from '@entry/contracts/events/health-status.v1';
import type { InfectionFacts, VaccinationFacts } from '@entry/contracts/events/record-authenticated.v1';
import { toEventMessage } from '@entry/platform/kafka/event-message';
import type { Change } from '@entry/platform/outbox/outbox';
import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { DataSource, type EntityManager } from 'typeorm';
import { ofEachPerson } from '../records/of-each-person';
import { deriveHealthStatus } from './domain/health-status';

export type OfPerson<Facts> = Facts & { readonly subject: string };
type Settle = (subjects: readonly string[]) => Promise<readonly OfPerson<VaccinationFacts>[]>;

@Injectable()
export class PersonStatusRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Whoever has no record is not in the answer. */
  findBySubjects(subjects: readonly string[]): Promise<HealthStatusV1[]> {
    return findStatuses(this.dataSource.manager, `subject = ANY($1::text[]) AND version > 0`, subjects);
  }

  /**
   * Derives the status of people from all their records, and announces each that differs from before. Two changes of one person follow each other:
   * whoever has a status is locked first, in one order by everybody, and of two transactions that give somebody their first status one waits for
   * the other and does it again, by then with all records in sight. `settle` is done before, each time for the same people, and gives the
   * doses that they hold.
   */
  async renew(
    change: Change,
    subjects: readonly string[],
    settle: Settle = (people) => findDoses(change.manager, people),
  ): Promise<void> {
    for (let left = subjects; left.length > 0;) {
      const stored = await lock(change.manager, left);
      left = await this.refresh(change, left, stored, await settle(left));
    }
  }

  /** Gives those to whom another transaction has given their first status meanwhile. */
  private async refresh(
    { manager, announce }: Change,
    subjects: readonly string[],
    stored: ReadonlyMap<string, HealthStatusV1>,
    dosesHeld: readonly OfPerson<VaccinationFacts>[],
  ): Promise<string[]> {
    const doses = Map.groupBy(dosesHeld, ({ subject }) => subject);
    const events = Map.groupBy(await findEvents(manager, subjects), ({ subject }) => subject);
    const derived = subjects.map((subject) => {
      const { version = 0 } = stored.get(subject) ?? {};
      const facts = deriveHealthStatus(doses.get(subject) ?? [], events.get(subject) ?? []);
      return { subject, ...facts, version: version + 1 };
    });
    const isNew = ({ subject }: HealthStatusV1) => !stored.has(subject);
    const added = await insertMissing(
      manager,
      derived.filter((status) => isNew(status) && (doses.has(status.subject) || events.has(status.subject))),
    );
    const changed = derived.filter((status) => {
      const before = stored.get(status.subject);
      return before !== undefined && !isDeepStrictEqual({ ...status, version: before.version }, before);
    });
    await update(manager, changed);
    const origin = { source: '/health-status', time: new Date() };
    const told = [...derived.filter((status) => isNew(status) && added.has(status.subject)), ...changed];
    await announce(told.map((status) => toEventMessage(HealthStatusV1, status, origin)));
    return derived
      .filter((status) => isNew(status) && !added.has(status.subject))
      .map(({ subject }) => subject)
      .filter((subject) => doses.has(subject) || events.has(subject));
  }
}

async function lock(manager: EntityManager, subjects: readonly string[]): Promise<Map<string, HealthStatusV1>> {
  const found = await findStatuses(manager, `subject = ANY($1::text[]) ORDER BY subject FOR UPDATE`, subjects);
  return new Map(found.map((status) => [status.subject, status]));
}

async function insertMissing(manager: EntityManager, statuses: readonly HealthStatusV1[]): Promise<Set<string>> {
  if (statuses.length === 0) return new Set();
  const inserted = await manager.query<{ subject: string }[]>(
    `INSERT INTO person_status (subject, facts, version)
     SELECT subject, facts, version FROM json_populate_recordset(null::person_status, $1) ORDER BY subject
     ON CONFLICT DO NOTHING RETURNING subject`,
    [toRows(statuses)],
  );
  return new Set(inserted.map(({ subject }) => subject));
}

async function update(manager: EntityManager, statuses: readonly HealthStatusV1[]): Promise<void> {
  if (statuses.length === 0) return;
  await manager.query(
    `UPDATE person_status SET facts = changed.facts, version = changed.version
     FROM json_populate_recordset(null::person_status, $1) AS changed WHERE person_status.subject = changed.subject`,
    [toRows(statuses)],
  );
}

function toRows(statuses: readonly HealthStatusV1[]): string {
  return JSON.stringify(statuses.map(({ subject, version, ...facts }) => ({ subject, version, facts })));
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
     FROM ${ofEachPerson('vaccination')} WHERE standing = 'holds'`,
    [subjects],
  );
}

function findEvents(manager: EntityManager, subjects: readonly string[]): Promise<OfPerson<InfectionFacts>[]> {
  return manager.query(
    `SELECT subject, event, occurred_on::text AS "occurredOn" FROM ${ofEachPerson('infection_event')}
     WHERE NOT withdrawn`,
    [subjects],
  );
}

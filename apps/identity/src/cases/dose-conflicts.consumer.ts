import { DoseStandingV1 } from '@entry/contracts/events/dose-standing.v1';
import { InboxConsumers } from '@entry/platform/outbox/inbox-consumers';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { RegisterTurns } from '../register/register-turns';
import { CaseNumbers } from './case-numbers';
import { caseNumberOf } from './domain/case-number';

/** Opens a case for a record whose dose another record gave on another day, and resolves it when that ends. */
@Injectable()
export class DoseConflictsConsumer implements OnApplicationBootstrap {
  constructor(
    private readonly inbox: InboxConsumers,
    private readonly turns: RegisterTurns,
    private readonly numbers: CaseNumbers,
  ) {}

  onApplicationBootstrap(): void {
    this.inbox.start({
      group: 'identity-dose-conflicts',
      events: [DoseStandingV1],
      yields: true,
      apply: async (events, change) => {
        const { manager } = change;
        await this.turns.read(manager);
        const last = new Map(events.map(({ data }) => [data.recordId, data]));
        const [conflicts, others] = [true, false].map((wanted) =>
          [...last.values()].filter(({ standing }) => (standing === 'conflicts') === wanted),
        ) as [DoseStandingV1[], DoseStandingV1[]];
        await open(manager, conflicts);
        await resolve(manager, others);
        await this.numbers.renew(
          change,
          events.map(({ data }) => data.subject),
        );
      },
    });
  }
}

async function open(manager: EntityManager, conflicts: readonly DoseStandingV1[]): Promise<void> {
  await manager.query(
    `WITH opened AS (
       INSERT INTO record_case AS held (number, record_key, queue, kind, record_id, batch_id, row, revision, arrival, outcomes, same_number,
         same_name, same_birth, same_sex, facility, person, district, state, opened_at, updated_at)
       SELECT number, 'vaccination:' || conflict.record_id, 'vaccination', 'vaccination', conflict.record_id, batch_id, row, -1, arrival,
         '{DOSE_CONFLICT}', true, true, true, true, facility, conflict.subject, citizen.district, 'open', now(), now()
       FROM unnest($1::text[], $2::text[], $3::uuid[], $4::int[], $5::bigint[], $6::text[])
           AS conflict (number, record_id, batch_id, row, arrival, subject)
         JOIN submitted_record USING (batch_id, row) JOIN citizen ON citizen.subject = conflict.subject
       ORDER BY conflict.record_id
       ON CONFLICT (record_key) DO UPDATE SET queue = 'vaccination', outcomes = '{DOSE_CONFLICT}', batch_id = excluded.batch_id,
         row = excluded.row, arrival = excluded.arrival, same_number = true, same_name = true, same_birth = true, same_sex = true,
         facility = excluded.facility, person = excluded.person, district = excluded.district, claimed_subject = NULL, claimed_old_number_tag = NULL,
         state = 'open', ended_by = NULL, opened_at = now(), updated_at = now()
       WHERE (held.arrival, held.row) <= (excluded.arrival, excluded.row)
         AND NOT (held.state <> 'resolved' AND held.outcomes = excluded.outcomes)
       RETURNING id, outcomes)
     INSERT INTO case_event (case_id, event, outcomes) SELECT id, 'opened', outcomes FROM opened`,
    [
      conflicts.map(() => caseNumberOf(randomBytes(10))),
      conflicts.map(({ recordId }) => recordId),
      conflicts.map(({ batchId }) => batchId),
      conflicts.map(({ row }) => row),
      conflicts.map(({ arrival }) => arrival),
      conflicts.map(({ subject }) => subject),
    ],
  );
}

async function resolve(manager: EntityManager, records: readonly DoseStandingV1[]): Promise<void> {
  await manager.query(
    `WITH resolved AS (
       UPDATE record_case SET state = 'resolved', ended_by = 'new-record', updated_at = now()
       WHERE record_key = ANY($1::text[]) AND state <> 'resolved' AND outcomes = '{DOSE_CONFLICT}' RETURNING id, outcomes)
     INSERT INTO case_event (case_id, event, outcomes, reason) SELECT id, 'resolved', outcomes, 'new-record' FROM resolved`,
    [records.map(({ recordId }) => `vaccination:${recordId}`)],
  );
}

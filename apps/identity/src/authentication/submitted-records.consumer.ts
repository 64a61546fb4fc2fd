import {
  InfectionSubmittedV1,
  VaccinationSubmittedV1,
  type RecordSubmittedV1,
} from '@entry/contracts/events/record-submitted.v1';
import { toEventMessage } from '@entry/platform/kafka/event-message';
import { InboxConsumers } from '@entry/platform/outbox/inbox-consumers';
import type { Change } from '@entry/platform/outbox/outbox';
import { localDate } from '@entry/platform/time/local-date';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CaseNumbers } from '../cases/case-numbers';
import { RecordCases } from '../cases/record-cases.repository';
import { RegisterTurns } from '../register/register-turns';
import { RecordAuthenticator } from './record-authenticator';
import { recordStreams } from './record-streams';
import { SubmittedRecordRepository, type RecordKind } from './submitted-record.repository';

/** Authenticates each submitted record against the register and tells health-status the outcome. */
@Injectable()
export class SubmittedRecordsConsumer implements OnApplicationBootstrap {
  constructor(
    private readonly inbox: InboxConsumers,
    private readonly authenticator: RecordAuthenticator,
    private readonly records: SubmittedRecordRepository,
    private readonly cases: RecordCases,
    private readonly turns: RegisterTurns,
    private readonly numbers: CaseNumbers,
  ) {}

  onApplicationBootstrap(): void {
    this.inbox.start({
      group: 'identity-vaccinations',
      events: [VaccinationSubmittedV1],
      yields: true,
      apply: (events, change) =>
        this.apply(
          'vaccination',
          events.map(({ data }) => data),
          change,
        ),
    });
    this.inbox.start({
      group: 'identity-infections',
      events: [InfectionSubmittedV1],
      apply: (events, change) =>
        this.apply(
          'infection',
          events.map(({ data }) => data),
          change,
        ),
    });
  }

  private async apply(kind: RecordKind, submitted: readonly RecordSubmittedV1[], change: Change): Promise<void> {
    const { read, authenticated } = recordStreams[kind];
    const now = new Date();
    const rows = submitted.map(({ fields }) => read(fields, localDate(now)));
    await this.turns.read(change.manager);
    const results = await this.authenticator.authenticate(change.manager, rows);
    const records = results.map((result, index) => ({ result, record: rows[index]!, submitted: submitted[index]! }));
    // Of a dry run only what its sender is to put right.
    const kept = records.filter(({ submitted, result }) => !submitted.dryRun || result.outcome !== 'matched');
    await this.records.add(change.manager, kind, kept);
    const concerned = await this.cases.follow(
      change.manager,
      kind,
      records.filter(({ submitted }) => !submitted.dryRun),
    );
    await this.numbers.renew(change, concerned);
    const messages = records.map(({ result, record: { revision, withdrawn }, submitted }) => {
      const { batchId, arrival, row, dryRun } = submitted;
      const data = { batchId, arrival, row, dryRun, revision, withdrawn, ...result };
      return toEventMessage(authenticated, data, { source: '/identity', time: now });
    });
    await change.announce(messages);
  }
}

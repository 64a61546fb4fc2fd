import type { EventDefinition } from '@entry/contracts/define-event';
import { InfectionAuthenticatedV1, VaccinationAuthenticatedV1 } from '@entry/contracts/events/record-authenticated.v1';
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
import { readInfectionRow, readVaccinationRow, type RecordRow } from './domain/record-row';
import { RecordAuthenticator } from './record-authenticator';
import { SubmittedRecordRepository, type RecordKind } from './submitted-record.repository';

interface Stream {
  readonly kind: RecordKind;
  readonly read: (fields: Readonly<Record<string, string>>, today: string) => RecordRow<unknown>;
  readonly authenticated: EventDefinition;
}

/** Authenticates each submitted record against the register and tells health-status the outcome. */
@Injectable()
export class SubmittedRecordsConsumer implements OnApplicationBootstrap {
  constructor(
    private readonly inbox: InboxConsumers,
    private readonly authenticator: RecordAuthenticator,
    private readonly records: SubmittedRecordRepository,
  ) {}

  onApplicationBootstrap(): void {
    const vaccinations: Stream = {
      kind: 'vaccination',
      read: readVaccinationRow,
      authenticated: VaccinationAuthenticatedV1,
    };
    const infections: Stream = { kind: 'infection', read: readInfectionRow, authenticated: InfectionAuthenticatedV1 };
    this.inbox.start({
      group: 'identity-vaccinations',
      events: [VaccinationSubmittedV1],
      yields: true,
      apply: (events, change) =>
        this.apply(
          vaccinations,
          events.map(({ data }) => data),
          change,
        ),
    });
    this.inbox.start({
      group: 'identity-infections',
      events: [InfectionSubmittedV1],
      apply: (events, change) =>
        this.apply(
          infections,
          events.map(({ data }) => data),
          change,
        ),
    });
  }

  private async apply(
    { kind, read, authenticated }: Stream,
    submitted: readonly RecordSubmittedV1[],
    change: Change,
  ): Promise<void> {
    const now = new Date();
    const rows = submitted.map(({ fields }) => read(fields, localDate(now)));
    const results = await this.authenticator.authenticate(change.manager, rows);
    const records = results.map((result, index) => ({ result, record: rows[index]!, submitted: submitted[index]! }));
    // Of a dry run only what its sender is to put right.
    const kept = records.filter(({ submitted, result }) => !submitted.dryRun || result.outcome !== 'matched');
    await this.records.add(change.manager, kind, kept);
    const messages = records.map(
      ({ result, record: { revision, withdrawn }, submitted: { batchId, arrival, row, dryRun } }) => {
        const data = { batchId, arrival, row, dryRun, revision, withdrawn, ...result };
        return toEventMessage(authenticated, data, { source: '/identity', time: now });
      },
    );
    await change.announce(messages);
  }
}

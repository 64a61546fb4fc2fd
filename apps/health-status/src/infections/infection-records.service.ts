import { InfectionAuthenticatedV1 } from '@entry/contracts/events/record-authenticated.v1';
import type { Change } from '@entry/platform/outbox/outbox';
import { Injectable } from '@nestjs/common';
import { BatchResults, type RowEnd } from '../batch-results/batch-results.repository';
import { endsOf, isFirst, isMatched, toRefusal, toRowEnd, type Matched } from '../records/authenticated-records';
import { PersonStatusRepository } from '../status/person-status.repository';
import { InfectionRepository, type InfectionEvent } from './infection.repository';

@Injectable()
export class InfectionRecords {
  constructor(
    private readonly results: BatchResults,
    private readonly infections: InfectionRepository,
    private readonly statuses: PersonStatusRepository,
  ) {}

  /** Locks are taken in one order by everybody: results, records, people, batches. */
  async apply(results: readonly InfectionAuthenticatedV1[], change: Change): Promise<void> {
    const { manager } = change;
    const fresh = await this.results.takeNew(manager, 'infection', results.filter(isFirst));
    const matched = [...fresh, ...results.filter((result) => !isFirst(result))].filter(isMatched);
    const refused = fresh.filter((result) => !isMatched(result)).map(toRefusal);
    await this.results.end(manager, [
      ...refused,
      ...(await endsOf(matched, change, (some) => this.store(some, change))),
    ]);
  }

  private async store(matched: readonly Matched<InfectionAuthenticatedV1>[], change: Change): Promise<RowEnd[]> {
    const { manager } = change;
    const events = matched.map((result) => ({ result, event: toInfectionEvent(result) }));
    const { changing, subjects } = await this.infections.save(
      manager,
      events.map(({ event }) => event),
    );
    await this.statuses.renew(change, subjects);
    return events
      .filter(({ result }) => isFirst(result))
      .map(({ result, event }) => toRowEnd(result, changing.has(event)));
  }
}

function toInfectionEvent(result: Matched<InfectionAuthenticatedV1>): InfectionEvent {
  const { recordId, subject, arrival, row, facts, revision, attempt, withdrawn } = result;
  const { event, occurredOn } = facts;
  return { record_id: recordId, subject, event, occurred_on: occurredOn, arrival, row, revision, attempt, withdrawn };
}

import type { InfectionFacts } from '@entry/contracts/events/record-authenticated.v1';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { saveRecords, type RecordTable, type SavedRecords, type StoredRecord } from '../records/record-table';

/** A test or a recovery as the newest row of its record tells it. */
export interface InfectionEvent extends StoredRecord {
  readonly event: InfectionFacts['event'];
  readonly occurred_on: string;
}

const infectionEvents: RecordTable<InfectionEvent> = {
  name: 'infection_event',
  columns: ['subject', 'event', 'occurred_on', 'arrival', 'row', 'revision', 'attempt', 'withdrawn'],
  sayTheSame: (one, other) =>
    one.subject === other.subject &&
    one.event === other.event &&
    one.occurred_on === other.occurred_on &&
    one.withdrawn === other.withdrawn,
  newest: ({ versions }) => versions.at(-1) ?? versions[0],
};

@Injectable()
export class InfectionRepository {
  save(manager: EntityManager, events: readonly InfectionEvent[]): Promise<SavedRecords<InfectionEvent>> {
    return saveRecords(manager, infectionEvents, events);
  }
}

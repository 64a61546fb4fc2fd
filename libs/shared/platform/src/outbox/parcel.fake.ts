import { defineEvent, type EventDefinition } from '@entry/contracts/define-event';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { z } from 'zod';
import { toEventMessage, type EventMessage } from '../kafka/event-message';
import { outboxTables } from './outbox.migration';
import { PackOutbox1795900000000 } from './pack-outbox.migration';

const Parcel = z.object({ parcel: z.string(), number: z.int() });
export type Parcel = z.output<typeof Parcel>;
export type ParcelEvent = EventDefinition<typeof Parcel>;

/** An event of no service, on a topic of the test's own. */
export const parcelEvent = (topic: string): ParcelEvent =>
  defineEvent({ topic, type: 'test.parcel.v1', key: ({ parcel }) => parcel, keyedBy: 'parcel', data: Parcel });

export const parcelMessage = (event: ParcelEvent, parcel: string, number: number): EventMessage =>
  toEventMessage(event, { parcel, number }, { source: '/test', time: new Date() });

/** The outbox's tables, and one where the effects of parcels are kept. */
export class CreateParcels1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(outboxTables);
    await new PackOutbox1795900000000().up(runner);
    await runner.query(
      `CREATE TABLE parcel (parcel text NOT NULL, number int NOT NULL, place bigint GENERATED ALWAYS AS IDENTITY)`,
    );
  }
  async down(): Promise<void> {}
}

import { AccessEventStoredV1 } from '@entry/contracts/events/access-event.v1';
import { toEventMessage } from '@entry/platform/kafka/event-message';
import type { ReceivedEvent } from '@entry/platform/kafka/received-event';
import type { Change } from '@entry/platform/outbox/outbox';
import { Injectable } from '@nestjs/common';
import { countCarried } from '../completeness/count-carried';
import { countScans } from '../sequence-gaps/count-scans';
import { countScansByPlace } from '../statistics/counted-scans';
import { storeAccessEvents } from './access-event.store';
import { AnalyticsMessages } from './analytics-messages';
import { confirmationsOf } from './confirmations';
import type { StorableAccessEvent } from './storable-access-event';

type Received = Pick<ReceivedEvent<typeof StorableAccessEvent>, 'data' | 'traceparent'>;

const source = '/access-log';

/**
 * Stores scans, and in the same transaction announces them: to their gateways every one that came, since an earlier
 * confirmation may have been lost, and to analysts those that are new. The new ones also count among their devices' own.
 */
@Injectable()
export class AccessEventRecorder {
  constructor(private readonly analytics: AnalyticsMessages) {}

  async record(events: readonly Received[], change: Change): Promise<void> {
    const fresh = await storeAccessEvents(change.manager, events);
    const time = new Date();
    const confirmations = confirmationsOf(events.map(({ data }) => data));
    await change.announce([
      ...confirmations.map((confirmation) => toEventMessage(AccessEventStoredV1, confirmation, { source, time })),
      ...fresh.map(({ data, traceparent }) => this.analytics.of(data, traceparent)),
    ]);
    const scans = fresh.map(({ data }) => data);
    await countCarried(
      change.manager,
      events.map(({ data }) => data),
      scans,
    );
    await countScansByPlace(change.manager, scans);
    await countScans(change.manager, scans, time);
  }
}

import { defineEvent } from '@entry/contracts/define-event';
import { ScanTally, ScansRecordedV1 } from '@entry/contracts/events/scans-recorded.v1';
import { InboxConsumers } from '@entry/platform/outbox/inbox-consumers';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { z } from 'zod';
import { AccessLogGroup } from '../storing/access-events.consumer';
import { storableInstant, storableText } from '../storing/storable';
import { CompletenessRepository } from './completeness.repository';

/** The contract, less what PostgreSQL cannot keep. */
const StorableTallies = defineEvent({
  ...ScansRecordedV1,
  data: ScansRecordedV1.data.extend({
    gatewayId: storableText.min(1),
    tallies: z.array(ScanTally.extend({ minute: storableInstant, scans: z.int32().positive() })),
  }),
});

@Injectable()
export class RecordedScansConsumer implements OnApplicationBootstrap {
  constructor(
    private readonly consumers: InboxConsumers,
    private readonly completeness: CompletenessRepository,
    private readonly group: AccessLogGroup,
  ) {}

  onApplicationBootstrap(): void {
    this.consumers.start({
      group: `${this.group.name}-recorded-scans`,
      events: [StorableTallies],
      apply: async (events, { manager }) => {
        for (const { data } of events) await this.completeness.keepRecorded(data, manager);
      },
    });
  }
}

import { InfectionAuthenticatedV1 } from '@entry/contracts/events/record-authenticated.v1';
import { InboxConsumers } from '@entry/platform/outbox/inbox-consumers';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { InfectionRecords } from './infection-records.service';

@Injectable()
export class InfectionsConsumer implements OnApplicationBootstrap {
  constructor(
    private readonly inbox: InboxConsumers,
    private readonly records: InfectionRecords,
  ) {}

  onApplicationBootstrap(): void {
    this.inbox.start({
      group: 'health-status-infections',
      events: [InfectionAuthenticatedV1],
      apply: (events, change) => {
        const results = events.map(({ data }) => data);
        return this.records.apply(results, change);
      },
    });
  }
}

import { VaccinationAuthenticatedV1 } from '@entry/contracts/events/record-authenticated.v1';
import { InboxConsumers } from '@entry/platform/outbox/inbox-consumers';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { VaccinationRecords } from './vaccination-records.service';

@Injectable()
export class VaccinationsConsumer implements OnApplicationBootstrap {
  constructor(
    private readonly inbox: InboxConsumers,
    private readonly records: VaccinationRecords,
  ) {}

  onApplicationBootstrap(): void {
    this.inbox.start({
      group: 'health-status-vaccinations',
      events: [VaccinationAuthenticatedV1],
      yields: true,
      apply: (events, change) => {
        const results = events.map(({ data }) => data);
        return this.records.apply(results, change);
      },
    });
  }
}

import { DeviceReportV1 } from '@entry/contracts/events/device-report.v1';
import { ScansRecordedV1 } from '@entry/contracts/events/scans-recorded.v1';
import { InboxConsumers } from '@entry/platform/outbox/inbox-consumers';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DeviceActivityRepository } from './device-activity.repository';

/** Learns from gateways when each device was seen, how it is, and how much it scans. */
@Injectable()
export class DeviceActivityConsumer implements OnApplicationBootstrap {
  constructor(
    private readonly inbox: InboxConsumers,
    private readonly activity: DeviceActivityRepository,
  ) {}

  onApplicationBootstrap(): void {
    this.inbox.start({
      group: 'administration-device-reports',
      events: [DeviceReportV1],
      yields: true,
      apply: async (received, { manager }) => {
        const reports = received.map(({ data }) => data);
        await this.activity.putHeartbeats(
          manager,
          reports.filter((report) => report.kind === 'heartbeat'),
        );
        await this.activity.putSuspicions(
          manager,
          reports.filter((report) => report.kind === 'enumeration'),
        );
      },
    });
    this.inbox.start({
      group: 'administration-scans-recorded',
      events: [ScansRecordedV1],
      yields: true,
      apply: (received, { manager }) =>
        this.activity.countScans(
          manager,
          received.flatMap(({ data }) => data.tallies),
        ),
    });
  }
}

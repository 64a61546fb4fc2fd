import { InboxConsumers } from '@entry/platform/outbox/inbox-consumers';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AccessEventRecorder } from './access-event-recorder';
import { StorableAccessEvent } from './storable-access-event';

/** A backlog comes in larger parts: what is kept by device, minute and hour is then written for many scans at once. */
const fetchedAtOnce = 4_194_304;

export class AccessLogGroup {
  constructor(readonly name: string) {}
}

@Injectable()
export class AccessEventsConsumer implements OnApplicationBootstrap {
  constructor(
    private readonly consumers: InboxConsumers,
    private readonly recorder: AccessEventRecorder,
    private readonly group: AccessLogGroup,
  ) {}

  onApplicationBootstrap(): void {
    this.consumers.start({
      group: this.group.name,
      events: [StorableAccessEvent],
      fetchedAtOnce,
      apply: (events, change) => this.recorder.record(events, change),
    });
  }
}

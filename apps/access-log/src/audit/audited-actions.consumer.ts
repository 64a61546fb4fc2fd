import { auditedActions } from '@entry/contracts/events/audited-action.v1';
import { InboxConsumers } from '@entry/platform/outbox/inbox-consumers';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AuditTrail } from './audit-trail';

/** Puts on record what officials asked the other services for. */
@Injectable()
export class AuditedActionsConsumer implements OnApplicationBootstrap {
  constructor(
    private readonly consumers: InboxConsumers,
    private readonly trail: AuditTrail,
  ) {}

  onApplicationBootstrap(): void {
    for (const event of auditedActions) {
      this.consumers.start({
        group: `access-log-${event.topic}`,
        events: [event],
        apply: async (events, { manager }) => {
          for (const { data } of events) await this.trail.keep(data, manager);
        },
      });
    }
  }
}

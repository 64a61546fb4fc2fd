import { DeadLetterHandledV1 } from '@entry/contracts/events/dead-letter-handled.v1';
import { InboxConsumers } from '@entry/platform/outbox/inbox-consumers';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AuditTrail } from './audit-trail';

/** Puts on record what operators do with dead letters, which they do without this service. */
@Injectable()
export class HandledLettersConsumer implements OnApplicationBootstrap {
  constructor(
    private readonly consumers: InboxConsumers,
    private readonly trail: AuditTrail,
  ) {}

  onApplicationBootstrap(): void {
    this.consumers.start({
      group: 'access-log-handled-letters',
      events: [DeadLetterHandledV1],
      apply: async (events, { manager }) => {
        for (const { data } of events) {
          const { letter, action, by, reason, at } = data;
          const deed = {
            action: `dead-letter-${action}`,
            asked: { letter, at },
            rows: 1,
            reason: reason ?? undefined,
          } as const;
          await this.trail.record({ id: by, roles: ['operator'] }, deed, manager);
        }
      },
    });
  }
}

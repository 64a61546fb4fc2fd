import type { EventDefinition } from '@entry/contracts/define-event';
import { Module, type DynamicModule } from '@nestjs/common';
import { HeartbeatDefinition, Heartbeats } from './heartbeats';
import { InboxConsumers } from './inbox-consumers';
import { Outbox } from './outbox';
import { OutboxRelay, OwnedTopics } from './outbox-relay';

interface OutboxOptions {
  readonly topics: readonly string[];
  readonly heartbeat?: { readonly event: EventDefinition; readonly source: string };
}

@Module({})
export class OutboxModule {
  static forRoot({ topics, heartbeat }: OutboxOptions): DynamicModule {
    const heartbeats = heartbeat
      ? [
          Heartbeats,
          { provide: HeartbeatDefinition, useValue: new HeartbeatDefinition(heartbeat.event, heartbeat.source) },
        ]
      : [];
    return {
      module: OutboxModule,
      global: true,
      providers: [
        Outbox,
        OutboxRelay,
        InboxConsumers,
        { provide: OwnedTopics, useValue: new OwnedTopics(topics) },
        ...heartbeats,
      ],
      exports: [Outbox, InboxConsumers, ...(heartbeat ? [Heartbeats] : [])],
    };
  }
}

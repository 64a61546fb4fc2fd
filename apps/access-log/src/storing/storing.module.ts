import { Module, type DynamicModule } from '@nestjs/common';
import type { KeyObject } from 'node:crypto';
import { AccessEventRecorder } from './access-event-recorder';
import { AccessEventsConsumer, AccessLogGroup } from './access-events.consumer';
import { AnalyticsMessages } from './analytics-messages';
import { VisitorPseudonyms } from './visitor-pseudonyms';

@Module({})
export class StoringModule {
  static forRoot({ group, visitorKey }: { group: string; visitorKey: KeyObject }): DynamicModule {
    return {
      module: StoringModule,
      providers: [
        AccessEventsConsumer,
        AccessEventRecorder,
        AnalyticsMessages,
        { provide: AccessLogGroup, useValue: new AccessLogGroup(group) },
        { provide: VisitorPseudonyms, useValue: new VisitorPseudonyms(visitorKey) },
      ],
    };
  }
}

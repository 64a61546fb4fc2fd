import { Module, type DynamicModule } from '@nestjs/common';
import type { KeyObject } from 'node:crypto';
import { AuditModule } from '../audit/audit.module';
import { AnalyticsMessages } from '../storing/analytics-messages';
import { VisitorPseudonyms } from '../storing/visitor-pseudonyms';
import { ReplayRepository } from './replay.repository';
import { Replayer } from './replayer';
import { ReplaysController } from './replays.controller';

@Module({})
export class ReplayModule {
  static forRoot({ visitorKey }: { visitorKey: KeyObject }): DynamicModule {
    return {
      module: ReplayModule,
      imports: [AuditModule],
      controllers: [ReplaysController],
      providers: [
        ReplayRepository,
        Replayer,
        AnalyticsMessages,
        { provide: VisitorPseudonyms, useValue: new VisitorPseudonyms(visitorKey) },
      ],
    };
  }
}

import { Module, type DynamicModule } from '@nestjs/common';
import { KeptDays } from '../retention/retention';
import { AccessLogGroup } from '../storing/access-events.consumer';
import { AccessCompletenessController } from './access-completeness.controller';
import { CompletenessRepository } from './completeness.repository';
import { CompletenessWatch } from './completeness-watch';
import { RecordedScansConsumer } from './recorded-scans.consumer';

@Module({})
export class CompletenessModule {
  static forRoot({ group, keptDays }: { group: string; keptDays: number }): DynamicModule {
    return {
      module: CompletenessModule,
      controllers: [AccessCompletenessController],
      providers: [
        CompletenessRepository,
        CompletenessWatch,
        RecordedScansConsumer,
        { provide: AccessLogGroup, useValue: new AccessLogGroup(group) },
        { provide: KeptDays, useValue: new KeptDays(keptDays) },
      ],
    };
  }
}

import { Module, type DynamicModule } from '@nestjs/common';
import { DayPartitions } from './day-partitions';
import { KeptDays, Retention } from './retention';
import { StoredDayRepository } from './stored-day.repository';
import { StoredDaysController } from './stored-days.controller';

@Module({})
export class RetentionModule {
  static forRoot({ keptDays }: { keptDays: number }): DynamicModule {
    return {
      module: RetentionModule,
      controllers: [StoredDaysController],
      providers: [
        DayPartitions,
        StoredDayRepository,
        Retention,
        { provide: KeptDays, useValue: new KeptDays(keptDays) },
      ],
    };
  }
}

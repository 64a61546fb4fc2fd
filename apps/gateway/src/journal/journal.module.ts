import { HealthModule } from '@entry/platform/health/health.module';
import { Module } from '@nestjs/common';
import { Journal } from './journal';
import { JournalConditionController } from './journal-condition.controller';
import { JournalRelay } from './journal-relay';
import { JournalStore } from './journal-store';
import { JournalTrouble } from './journal-trouble';
import { LevelJournalStore } from './level-journal-store';
import { StoredEventsConsumer } from './stored-events.consumer';

@Module({
  imports: [HealthModule],
  controllers: [JournalConditionController],
  providers: [
    Journal,
    JournalTrouble,
    JournalRelay,
    StoredEventsConsumer,
    { provide: JournalStore, useClass: LevelJournalStore },
  ],
  exports: [Journal],
})
export class JournalModule {}

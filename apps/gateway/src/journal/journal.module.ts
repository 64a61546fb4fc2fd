import { HealthModule } from '@entry/platform/health/health.module';
import { Indicators } from '@entry/platform/health/indicators';
import { Module } from '@nestjs/common';
import { Journal } from './journal';
import { JournalRelay } from './journal-relay';
import { JournalStore } from './journal-store';
import { JournalTrouble } from './journal-trouble';
import { LevelJournalStore } from './level-journal-store';
import { StoredEventsConsumer } from './stored-events.consumer';
import { TallyRelay } from './tally-relay';

@Module({
  imports: [HealthModule],
  providers: [
    Journal,
    JournalTrouble,
    JournalRelay,
    TallyRelay,
    StoredEventsConsumer,
    { provide: JournalStore, useClass: LevelJournalStore },
  ],
  exports: [Journal],
})
export class JournalModule {
  constructor(indicators: Indicators, trouble: JournalTrouble) {
    // Not ready meanwhile: another gateway may have a better disk.
    indicators.add('journal', () => trouble.look(), { gatesReadiness: true });
  }
}

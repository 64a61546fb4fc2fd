import { Indicators } from '@entry/platform/health/indicators';
import { Module } from '@nestjs/common';
import { Journal } from './journal';
import { JournalRelay } from './journal-relay';
import { StoredEventsConsumer } from './stored-events.consumer';

@Module({ providers: [Journal, JournalRelay, StoredEventsConsumer], exports: [Journal] })
export class JournalModule {
  constructor(indicators: Indicators, journal: Journal) {
    indicators.add('journal', () => ({ isUp: journal.isOpen }), { gatesReadiness: true });
  }
}

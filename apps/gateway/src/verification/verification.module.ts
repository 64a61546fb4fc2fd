import { Module } from '@nestjs/common';
import { DevicesModule } from '../devices/devices.module';
import { FactsModule } from '../facts/facts.module';
import { JournalModule } from '../journal/journal.module';
import { LimitsModule } from '../limits/limits.module';
import { CardTagger } from './card-tagger';
import { EntryAssessment } from './entry-assessment';
import { RecentScans } from './recent-scans';
import { ScanRecorder } from './scan-recorder';
import { SharedScans } from './shared-scans';
import { VerificationController } from './verification.controller';
import { VerificationService } from './verification.service';

@Module({
  imports: [DevicesModule, FactsModule, JournalModule, LimitsModule],
  controllers: [VerificationController],
  providers: [VerificationService, EntryAssessment, CardTagger, RecentScans, SharedScans, ScanRecorder],
  exports: [CardTagger, RecentScans, ScanRecorder],
})
export class VerificationModule {}

import { Module } from '@nestjs/common';
import { CaseCountsRepository } from './case-counts.repository';
import { CaseMatchingWorker } from './case-matching.worker';
import { casesController } from './cases.controller';
import { CasesRepository } from './cases.repository';
import { CasesService } from './cases.service';
import { DoseConflictsConsumer } from './dose-conflicts.consumer';
import { Rematching } from './rematching';
import { AuthenticationModule } from '../authentication/authentication.module';

@Module({
  imports: [AuthenticationModule],
  controllers: [casesController('identity', 'police'), casesController('vaccination', 'health-department')],
  providers: [
    CasesRepository,
    CaseCountsRepository,
    CasesService,
    Rematching,
    CaseMatchingWorker,
    DoseConflictsConsumer,
  ],
})
export class CasesModule {}

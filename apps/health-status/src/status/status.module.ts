import { Module } from '@nestjs/common';
import { BatchResultsModule } from '../batch-results/batch-results.module';
import { InfectionRecords } from '../infections/infection-records.service';
import { InfectionRepository } from '../infections/infection.repository';
import { InfectionsConsumer } from '../infections/infections.consumer';
import { VaccinationRecords } from '../vaccinations/vaccination-records.service';
import { VaccinationRepository } from '../vaccinations/vaccination.repository';
import { VaccinationsConsumer } from '../vaccinations/vaccinations.consumer';
import { HealthLookupController } from './health-lookup.controller';
import { PersonStatusRepository } from './person-status.repository';

@Module({
  imports: [BatchResultsModule],
  controllers: [HealthLookupController],
  providers: [
    PersonStatusRepository,
    VaccinationRepository,
    VaccinationRecords,
    VaccinationsConsumer,
    InfectionRepository,
    InfectionRecords,
    InfectionsConsumer,
  ],
})
export class StatusModule {}

import { Module } from '@nestjs/common';
import { DistrictsModule } from '../districts/districts.module';
import { AgenciesController } from './agencies.controller';
import { AgenciesService } from './agencies.service';
import { AgencyChanges } from './agency-changes';
import { AgencyImport } from './agency-import';
import { AgencyRepository } from './agency.repository';

@Module({
  imports: [DistrictsModule],
  controllers: [AgenciesController],
  providers: [AgenciesService, AgencyChanges, AgencyImport, AgencyRepository],
  exports: [AgencyRepository],
})
export class AgenciesModule {}

import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DistrictsModule } from '../districts/districts.module';
import { AgenciesController } from './agencies.controller';
import { AgenciesService } from './agencies.service';
import { AgencyEntity } from './agency.entity';
import { AgencyRepository } from './agency.repository';

@Module({
  imports: [TypeOrmModule.forFeature([AgencyEntity]), DistrictsModule],
  controllers: [AgenciesController],
  providers: [AgenciesService, AgencyRepository],
  exports: [AgencyRepository],
})
export class AgenciesModule {}

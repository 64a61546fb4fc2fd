import { Module } from '@nestjs/common';
import { DepartmentsController } from './departments.controller';
import { DistrictRepository } from './district.repository';
import { DistrictsController } from './districts.controller';

@Module({
  controllers: [DistrictsController, DepartmentsController],
  providers: [DistrictRepository],
  exports: [DistrictRepository],
})
export class DistrictsModule {}

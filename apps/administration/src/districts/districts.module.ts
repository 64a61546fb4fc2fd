import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DistrictEntity } from './district.entity';
import { DistrictRepository } from './district.repository';
import { DistrictsController } from './districts.controller';

@Module({
  imports: [TypeOrmModule.forFeature([DistrictEntity])],
  controllers: [DistrictsController],
  providers: [DistrictRepository],
  exports: [DistrictRepository],
})
export class DistrictsModule {}

import { Module } from '@nestjs/common';
import { CoverageController } from './coverage.controller';
import { CoverageRepository } from './coverage.repository';

@Module({ controllers: [CoverageController], providers: [CoverageRepository] })
export class CoverageModule {}

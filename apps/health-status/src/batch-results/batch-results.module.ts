import { Module } from '@nestjs/common';
import { BatchResults } from './batch-results.repository';
import { RowResultCleaner } from './row-result-cleaner';

@Module({ providers: [BatchResults, RowResultCleaner], exports: [BatchResults] })
export class BatchResultsModule {}

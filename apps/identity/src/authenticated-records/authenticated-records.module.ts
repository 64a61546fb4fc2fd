import { Module } from '@nestjs/common';
import { AuthenticationModule } from '../authentication/authentication.module';
import { AuthenticatedRecordsController } from './authenticated-records.controller';
import { AuthenticatedRecordRepository } from './authenticated-records.repository';
import { ReceiversRepository } from './receivers.repository';

@Module({
  imports: [AuthenticationModule],
  controllers: [AuthenticatedRecordsController],
  providers: [AuthenticatedRecordRepository, ReceiversRepository],
})
export class AuthenticatedRecordsModule {}

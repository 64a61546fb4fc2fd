import { Module } from '@nestjs/common';
import { RecordAuthenticator } from './record-authenticator';
import { SubmittedRecordRepository } from './submitted-record.repository';
import { SubmittedRecordsConsumer } from './submitted-records.consumer';

@Module({
  providers: [RecordAuthenticator, SubmittedRecordRepository, SubmittedRecordsConsumer],
  exports: [RecordAuthenticator, SubmittedRecordRepository],
})
export class AuthenticationModule {}

import { Module } from '@nestjs/common';
import { AuthenticationModule } from '../authentication/authentication.module';
import { RosterUpload } from './roster-upload';
import { StaffController } from './staff.controller';
import { StaffRepository } from './staff.repository';

@Module({
  imports: [AuthenticationModule],
  controllers: [StaffController],
  providers: [RosterUpload, StaffRepository],
})
export class StaffModule {}

import { IdentityAuditedActionV1 } from '@entry/contracts/events/audited-action.v1';
import { AuditedActionsModule } from '@entry/platform/audit/audited-actions.module';
import { CitizenV1 } from '@entry/contracts/events/citizen.v1';
import { IdentityHeartbeatV1 } from '@entry/contracts/events/heartbeat.v1';
import { InfectionAuthenticatedV1, VaccinationAuthenticatedV1 } from '@entry/contracts/events/record-authenticated.v1';
import { StaffMemberV1 } from '@entry/contracts/events/staff-member.v1';
import { BatchesModule } from '@entry/platform/batches/batches.module';
import { DatabaseModule } from '@entry/platform/database/database.module';
import { OutboxModule } from '@entry/platform/outbox/outbox.module';
import { serviceModules } from '@entry/platform/service/service-modules';
import { Module, type DynamicModule } from '@nestjs/common';
import { AuthenticatedRecordsModule } from './authenticated-records/authenticated-records.module';
import { AuthenticationModule } from './authentication/authentication.module';
import { CasesModule } from './cases/cases.module';
import type { IdentityConfig } from './config';
import { CoverageModule } from './vaccination-coverage/coverage.module';
import { migrations } from './migrations';
import { RejectionsModule } from './rejections/rejections.module';
import { StaffModule } from './staff/staff.module';
import { RegisterModule } from './register/register.module';

const service = 'identity';

@Module({})
export class AppModule {
  static forRoot(config: IdentityConfig): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ...serviceModules(service, config),
        DatabaseModule.forRoot({ url: config.DATABASE_URL, service, migrations }),
        OutboxModule.forRoot({
          topics: [
            CitizenV1.topic,
            VaccinationAuthenticatedV1.topic,
            InfectionAuthenticatedV1.topic,
            StaffMemberV1.topic,
            IdentityAuditedActionV1.topic,
          ],
          heartbeat: { event: IdentityHeartbeatV1, source: '/identity' },
        }),
        AuditedActionsModule.forRoot(IdentityAuditedActionV1, '/identity'),
        BatchesModule.forRoot({ owner: 'identity', personalDataKey: config.PERSONAL_DATA_KEY }),
        RegisterModule.forRoot({ subjectKey: config.SUBJECT_KEY, tagKey: config.TAG_KEY }),
        AuthenticationModule,
        CasesModule,
        CoverageModule,
        StaffModule,
        AuthenticatedRecordsModule,
        RejectionsModule.forRoot({ healthStatusUrl: config.HEALTH_STATUS_URL }),
      ],
    };
  }
}

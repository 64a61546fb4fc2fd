import { AdministrationAuditedActionV1 } from '@entry/contracts/events/audited-action.v1';
import { AuditedActionsModule } from '@entry/platform/audit/audited-actions.module';
import { CheckpointV1, DeviceV1, EntryPolicyV1 } from '@entry/contracts/events/administration.v1';
import { DatabaseModule } from '@entry/platform/database/database.module';
import { OutboxModule } from '@entry/platform/outbox/outbox.module';
import { serviceModules } from '@entry/platform/service/service-modules';
import { Module, type DynamicModule } from '@nestjs/common';
import { AgenciesModule } from './agencies/agencies.module';
import { ChangesModule } from './changes/changes.module';
import { CheckpointsModule } from './checkpoints/checkpoints.module';
import type { AdministrationConfig } from './config';
import { DeviceActivityModule } from './device-activity/device-activity.module';
import { DeviceRoundsModule } from './device-rounds/device-rounds.module';
import { DevicesModule } from './devices/devices.module';
import { DistrictsModule } from './districts/districts.module';
import { DryRunsModule } from './dry-runs/dry-runs.module';
import { entities } from './entities';
import { EntryPoliciesModule } from './entry-policies/entry-policies.module';
import { StaffModule } from './staff/staff.module';
import { migrations } from './migrations';

const service = 'administration';

@Module({})
export class AppModule {
  static forRoot(config: AdministrationConfig): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ...serviceModules(service, config),
        DatabaseModule.forRoot({ url: config.DATABASE_URL, service, migrations, entities }),
        OutboxModule.forRoot({
          topics: [DeviceV1.topic, CheckpointV1.topic, EntryPolicyV1.topic, AdministrationAuditedActionV1.topic],
        }),
        AuditedActionsModule.forRoot(AdministrationAuditedActionV1, '/administration'),
        ChangesModule,
        DistrictsModule,
        AgenciesModule,
        CheckpointsModule,
        DeviceRoundsModule,
        DevicesModule,
        DeviceActivityModule,
        StaffModule,
        EntryPoliciesModule,
        DryRunsModule,
      ],
    };
  }
}

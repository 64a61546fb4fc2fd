import { HealthAuditedActionV1 } from '@entry/contracts/events/audited-action.v1';
import { AuditedActionsModule } from '@entry/platform/audit/audited-actions.module';
import { DoseStandingV1 } from '@entry/contracts/events/dose-standing.v1';
import { HealthStatusV1 } from '@entry/contracts/events/health-status.v1';
import { HealthHeartbeatV1 } from '@entry/contracts/events/heartbeat.v1';
import { BatchesModule } from '@entry/platform/batches/batches.module';
import { DatabaseModule } from '@entry/platform/database/database.module';
import { OutboxModule } from '@entry/platform/outbox/outbox.module';
import { serviceModules } from '@entry/platform/service/service-modules';
import { Module, type DynamicModule } from '@nestjs/common';
import type { HealthStatusConfig } from './config';
import { migrations } from './migrations';
import { RecordBatchesModule } from './record-batches/record-batches.module';
import { StatusModule } from './status/status.module';
import { VaccinesModule } from './vaccines/vaccines.module';

const service = 'health-status';

@Module({})
export class AppModule {
  static forRoot(config: HealthStatusConfig): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ...serviceModules(service, config),
        DatabaseModule.forRoot({ url: config.DATABASE_URL, service, migrations }),
        OutboxModule.forRoot({
          topics: [HealthStatusV1.topic, DoseStandingV1.topic, HealthAuditedActionV1.topic],
          heartbeat: { event: HealthHeartbeatV1, source: '/health-status' },
        }),
        AuditedActionsModule.forRoot(HealthAuditedActionV1, '/health-status'),
        BatchesModule.forRoot({ owner: 'healthStatus', personalDataKey: config.PERSONAL_DATA_KEY }),
        RecordBatchesModule,
        StatusModule,
        VaccinesModule,
      ],
    };
  }
}

import type { auditedActions } from '@entry/contracts/events/audited-action.v1';
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { AuditTopic, AuditedActionsInterceptor } from './audited-actions.interceptor';

@Module({})
export class AuditedActionsModule {
  /** `source` is the service, such as `/identity`. */
  static forRoot(event: (typeof auditedActions)[number], source: string): DynamicModule {
    return {
      module: AuditedActionsModule,
      providers: [
        { provide: AuditTopic, useValue: new AuditTopic(event, source) },
        { provide: APP_INTERCEPTOR, useClass: AuditedActionsInterceptor },
      ],
    };
  }
}

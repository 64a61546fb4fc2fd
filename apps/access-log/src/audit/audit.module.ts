import { Module } from '@nestjs/common';
import { AuditEntriesController } from './audit-entries.controller';
import { AuditTrail } from './audit-trail';
import { AuditedActionsConsumer } from './audited-actions.consumer';
import { HandledLettersConsumer } from './handled-letters.consumer';

@Module({ controllers: [AuditEntriesController], providers: [AuditTrail], exports: [AuditTrail] })
export class AuditModule {}

/** What others do, and tell of. */
@Module({ imports: [AuditModule], providers: [HandledLettersConsumer, AuditedActionsConsumer] })
export class AuditOfOthersModule {}

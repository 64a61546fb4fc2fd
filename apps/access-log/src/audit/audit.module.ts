import { Module } from '@nestjs/common';
import { AuditEntriesController } from './audit-entries.controller';
import { AuditTrail } from './audit-trail';

@Module({ controllers: [AuditEntriesController], providers: [AuditTrail], exports: [AuditTrail] })
export class AuditModule {}

import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module';
import { ListingModule } from '../listing/listing.module';
import { LiveScans } from './live-scans';
import { LiveScansController } from './live-scans.controller';

@Module({ imports: [AuditModule, ListingModule], controllers: [LiveScansController], providers: [LiveScans] })
export class LiveModule {}

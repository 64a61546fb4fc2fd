import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module';
import { AccessEventRepository } from './access-event.repository';
import { AccessScopes } from './access-scopes';
import { AccessEventsController } from './access-events.controller';
import { AccessEventsService } from './access-events.service';

@Module({
  imports: [AuditModule],
  controllers: [AccessEventsController],
  providers: [AccessEventRepository, AccessScopes, AccessEventsService],
  exports: [AccessScopes],
})
export class ListingModule {}

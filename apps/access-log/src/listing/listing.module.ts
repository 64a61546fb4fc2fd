import { Module } from '@nestjs/common';
import { AccessEventRepository } from './access-event.repository';
import { AccessEventsController } from './access-events.controller';
import { AccessEventsService } from './access-events.service';

@Module({ controllers: [AccessEventsController], providers: [AccessEventRepository, AccessEventsService] })
export class ListingModule {}

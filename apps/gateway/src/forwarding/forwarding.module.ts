import { Module } from '@nestjs/common';
import { ForwardingController } from './forwarding.controller';

@Module({ controllers: [ForwardingController] })
export class ForwardingModule {}

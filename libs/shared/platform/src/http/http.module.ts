import { Module } from '@nestjs/common';
import { OrderlyStop } from './orderly-stop';

@Module({ providers: [OrderlyStop] })
export class HttpModule {}

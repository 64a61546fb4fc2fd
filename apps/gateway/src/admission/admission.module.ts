import { Module } from '@nestjs/common';
import { Admission } from './admission';
import { eventLoop, TurnBudget } from './turn-budget';

@Module({ providers: [{ provide: Admission, useFactory: () => new Admission(new TurnBudget(eventLoop)) }] })
export class AdmissionModule {}

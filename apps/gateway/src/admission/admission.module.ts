import { Indicators } from '@entry/platform/health/indicators';
import { Module } from '@nestjs/common';
import { Admission } from './admission';
import { eventLoop, TurnBudget } from './turn-budget';

@Module({
  providers: [{ provide: Admission, useFactory: () => new Admission(new TurnBudget(eventLoop)) }],
  exports: [Admission],
})
export class AdmissionModule {
  constructor(indicators: Indicators, admission: Admission) {
    indicators.add('admission', () => admission.look(), { gatesReadiness: false });
  }
}

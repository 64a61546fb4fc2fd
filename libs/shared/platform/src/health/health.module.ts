import { Global, Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { HealthController } from './health.controller';
import { Indicators } from './indicators';
import { Readiness } from './readiness';

/** Whoever has something that probes should look at adds it to `Indicators`. */
@Global()
@Module({
  // What is down says so itself; terminus would repeat it at each probe.
  imports: [TerminusModule.forRoot({ logger: false })],
  controllers: [HealthController],
  providers: [Readiness, Indicators],
  exports: [Readiness, Indicators],
})
export class HealthModule {}

import { Controller, Get, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  HealthCheckService,
  HealthIndicatorService,
  type HealthCheckResult,
  type HealthIndicatorResult,
} from '@nestjs/terminus';
import { AllowAnyone } from '../access/roles.decorator';
import { Indicators } from './indicators';
import { Readiness } from './readiness';
import { UnhealthyFilter } from './unhealthy.filter';

/** 200, or 503 when the answer is no; both tell in terminus' form what was looked at. */
@Controller('health')
@ApiExcludeController()
@AllowAnyone()
@UseFilters(UnhealthyFilter)
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly results: HealthIndicatorService,
    private readonly readiness: Readiness,
    private readonly indicators: Indicators,
  ) {}

  /** The process and its event loop answer; says nothing of what is behind it, which no restart of this process would heal. */
  @Get('live')
  live(): Promise<HealthCheckResult> {
    const uptimeSeconds = Math.floor(process.uptime());
    return this.health.check([() => this.results.check('process').up({ uptimeSeconds })]);
  }

  /** All that was expected at the start has come once. */
  @Get('startup')
  startup(): Promise<HealthCheckResult> {
    return this.health.check(this.expectations());
  }

  /** The service can do its job now. */
  @Get('ready')
  ready(): Promise<HealthCheckResult> {
    return this.health.check([() => this.service(), ...this.expectations(), ...this.indicators.looks()]);
  }

  private service(): HealthIndicatorResult {
    const failure = this.readiness.failure();
    const service = this.results.check('service');
    return failure === null ? service.up() : service.down(failure);
  }

  private expectations(): (() => HealthIndicatorResult)[] {
    return this.readiness.expectations().map(([what, hasCome]) => () => {
      const expected = this.results.check(what);
      return hasCome ? expected.up() : expected.down('has not come yet');
    });
  }
}

import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AllowAnyone } from '../access/roles.decorator';
import { Problem } from '../http/problem';
import { Readiness } from './readiness';

@Controller('health')
@ApiExcludeController()
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** The process answers; says nothing of what is behind it. */
  @Get('live')
  @AllowAnyone()
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  @Get('ready')
  @AllowAnyone()
  ready(): { status: 'ready' } {
    const missing = this.readiness.missing();
    if (missing.length === 0) return { status: 'ready' };
    throw new Problem(503, 'NOT_READY', `Waits for: ${missing.join(', ')}`);
  }
}

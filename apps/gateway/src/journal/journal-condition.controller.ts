import { AllowAnyone } from '@entry/platform/access/roles.decorator';
import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { JournalTrouble, type JournalCondition } from './journal-trouble';

/** For operators, beside `/health/ready`: whether scans are kept, and how many were not. */
@Controller('health/journal')
@ApiExcludeController()
export class JournalConditionController {
  constructor(private readonly trouble: JournalTrouble) {}

  @Get()
  @AllowAnyone()
  condition(): JournalCondition {
    return this.trouble.condition();
  }
}

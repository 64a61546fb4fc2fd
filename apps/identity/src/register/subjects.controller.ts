import type { Caller } from '@entry/platform/access/caller';
import { AllowRoles, CurrentCaller } from '@entry/platform/access/roles.decorator';
import { Problem } from '@entry/platform/http/problem';
import { CitizenTags } from '@entry/platform/personal-data/pseudonyms';
import { Body, Controller, HttpCode, Logger, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { CitizenRepository } from './citizen.repository';
import { SubjectKey } from './subject-key';

const Numbered = z.strictObject({ idNumber: z.string().regex(/^(\d{12}|\d{9})$/) });
type Numbered = z.output<typeof Numbered>;

/** The pseudonym of a number, for the other services: it is not part of the contract, and the gateway passes nobody on to it. */
@Controller('v1/subjects')
@ApiExcludeController()
export class SubjectsController {
  private readonly logger = new Logger(SubjectsController.name);

  constructor(
    private readonly citizens: CitizenRepository,
    private readonly dataSource: DataSource,
    private readonly subjects: SubjectKey,
    private readonly tags: CitizenTags,
  ) {}

  @Post()
  @HttpCode(200)
  @AllowRoles('health-department')
  async find(
    @Body({ schema: Numbered }) { idNumber }: Numbered,
    @CurrentCaller() caller: Caller,
  ): Promise<{ subject: string }> {
    this.logger.log(`the pseudonym of a number is asked for by ${caller.id}`);
    if (idNumber.length === 12) return { subject: this.subjects.subjectOf(idNumber) };
    const tag = this.tags.oldNumber(idNumber);
    const [citizen, another] = await this.citizens.findByNumbers(this.dataSource.manager, [], [tag]);
    if (citizen && !another) return { subject: citizen.subject };
    throw new Problem(
      422,
      'OLD_NUMBER_UNKNOWN',
      'This old number leads to no single citizen: give the one with 12 digits.',
    );
  }
}

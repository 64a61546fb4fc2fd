import { LookupRequest, lookupTopics, type HealthLookupReply } from '@entry/contracts/lookups';
import { AnswersLookup } from '@entry/platform/lookups/answers-lookup.decorator';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { PersonStatusRepository } from './person-status.repository';

/** Answers a gateway whose cache lacks somebody. */
@Controller()
export class HealthLookupController {
  constructor(private readonly statuses: PersonStatusRepository) {}

  @AnswersLookup(lookupTopics.health)
  async lookUp(@Payload({ schema: LookupRequest }) { subjects }: LookupRequest): Promise<HealthLookupReply> {
    return { statuses: await this.statuses.findBySubjects(subjects) };
  }
}

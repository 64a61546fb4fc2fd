import { LookupRequest, lookupTopics, type IdentityLookupReply } from '@entry/contracts/lookups';
import { Controller } from '@nestjs/common';
import { AnswersLookup } from '@entry/platform/lookups/answers-lookup.decorator';
import { Payload } from '@nestjs/microservices';
import { CitizenRepository, toCitizenEvent } from './citizen.repository';

/** Answers a gateway whose cache lacks somebody. */
@Controller()
export class CitizenLookupController {
  constructor(private readonly citizens: CitizenRepository) {}

  @AnswersLookup(lookupTopics.identity)
  async lookUp(@Payload({ schema: LookupRequest }) { subjects }: LookupRequest): Promise<IdentityLookupReply> {
    const citizens = await this.citizens.findBySubjects(subjects);
    return { citizens: citizens.map(toCitizenEvent) };
  }
}

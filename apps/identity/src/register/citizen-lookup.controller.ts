import { LookupRequest, lookupTopics, type IdentityLookupReply } from '@entry/contracts/lookups';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { CitizenRepository, toCitizenEvent } from './citizen.repository';

/** Answers a gateway whose cache lacks somebody. */
@Controller()
export class CitizenLookupController {
  constructor(private readonly citizens: CitizenRepository) {}

  @MessagePattern(lookupTopics.identity)
  async lookUp(@Payload() payload: unknown): Promise<IdentityLookupReply> {
    const { subjects } = LookupRequest.parse(payload);
    const citizens = await this.citizens.findBySubjects(subjects);
    return { citizens: citizens.map(toCitizenEvent) };
  }
}

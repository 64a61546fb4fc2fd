import { LookupRequest, lookupTopics, type ResidenceLookupReply } from '@entry/contracts/lookups';
import { AnswersLookup } from '@entry/platform/lookups/answers-lookup.decorator';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { CitizenRepository } from './citizen.repository';
import { districtOfResidence, wardOfResidence } from './district-of-residence';

/** Tells in which ward somebody lives, and nothing more of the address. */
@Controller()
export class ResidenceLookupController {
  constructor(private readonly citizens: CitizenRepository) {}

  @AnswersLookup(lookupTopics.residence)
  async lookUp(@Payload({ schema: LookupRequest }) { subjects }: LookupRequest): Promise<ResidenceLookupReply> {
    const found = await this.citizens.findResidences(subjects);
    const residences = found.map(({ subject, residence }) => {
      return { subject, district: districtOfResidence(residence), ward: wardOfResidence(residence) };
    });
    return { residences };
  }
}

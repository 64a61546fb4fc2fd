import type { Caller } from '@entry/platform/access/caller';
import { AllowRoles, CurrentCaller } from '@entry/platform/access/roles.decorator';
import { Body, Controller, Header, Headers, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ContactLookup, ContactLookupAnswer } from './contact-lookups.schemas';
import { ContactLookups } from './contact-lookups.service';

@Controller('v1/contact-lookups')
@ApiBearerAuth()
export class ContactLookupsController {
  constructor(private readonly lookups: ContactLookups) {}

  @Post()
  @HttpCode(200)
  @AllowRoles('health-department')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'Who was at the same checkpoints as a case while it was there, by pseudonym; every look-up is audited',
    description:
      'A stay goes from `in` to the next `out` at the same checkpoint, at most 12 hours; where one of them is missing it is taken to be `defaultStayMinutes` long.',
  })
  @ApiOkResponse({ standardSchema: ContactLookupAnswer })
  lookUp(
    @Body({ schema: ContactLookup }) lookup: ContactLookup,
    @CurrentCaller() caller: Caller,
    @Headers('authorization') authorization: string,
  ): Promise<ContactLookupAnswer> {
    return this.lookups.lookUp(lookup, caller, authorization);
  }
}

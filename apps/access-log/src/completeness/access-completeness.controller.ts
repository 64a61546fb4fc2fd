import { AllowRoles } from '@entry/platform/access/roles.decorator';
import { requireJson } from '@entry/platform/http/json-only';
import { Problem } from '@entry/platform/http/problem';
import { Controller, Get, Headers, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { writeCursor } from '../listing/domain/page-cursor';
import { AccessCompletenessPage, AccessCompletenessQuery } from './access-completeness.schemas';
import { CompletenessRepository } from './completeness.repository';
import { minutesOf } from './domain/minutes';

@Controller('v1/access-completeness')
@ApiBearerAuth()
export class AccessCompletenessController {
  constructor(private readonly completeness: CompletenessRepository) {}

  @Get()
  @AllowRoles('auditor', 'operator')
  @ApiOperation({
    summary: 'Whether every scan that a gateway recorded is stored, by device and minute; newest first',
    description:
      'A minute shows half a minute after its end. A scan that two gateways took is two in each count. What was complete is kept for two days, the rest as long as scans are.',
  })
  @ApiOkResponse({ standardSchema: AccessCompletenessPage })
  async list(
    @Query({ schema: AccessCompletenessQuery })
    { from, to, device, incomplete, limit, cursor }: AccessCompletenessQuery,
    @Headers('accept') accept: string | undefined,
  ): Promise<AccessCompletenessPage> {
    requireJson(accept);
    const minutes = minutesOf({ from, to }, new Date());
    if (typeof minutes === 'string') throw new Problem(422, 'WINDOW_INVALID', `${minutes}.`);
    const found = await this.completeness.findPage(
      { ...minutes, device, incomplete },
      { after: cursor, limit: limit + 1 },
    );
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    return {
      from: minutes.from.toISOString(),
      to: minutes.to.toISOString(),
      items: page.map((item) => ({ ...item, minute: item.minute.toISOString() })),
      nextCursor: last ? writeCursor({ at: last.minute, id: last.device }) : null,
    };
  }
}

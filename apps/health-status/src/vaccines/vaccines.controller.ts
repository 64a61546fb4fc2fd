import { people } from '@entry/contracts/vocabulary/roles';
import { vaccines } from '@entry/contracts/vocabulary/vaccines';
import { NotAudited } from '@entry/platform/audit/audited-actions.interceptor';
import { SameForAll } from '@entry/platform/access/same-for-all';
import { AllowRoles } from '@entry/platform/access/roles.decorator';
import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';

const VaccineList = z.object({
  items: z.array(z.object({ name: z.string(), doses: z.int().describe('Of a full course') })),
});
type VaccineList = z.output<typeof VaccineList>;

@Controller('v1/vaccines')
@ApiBearerAuth()
export class VaccinesController {
  @NotAudited()
  @SameForAll()
  @Get()
  @AllowRoles(...people)
  @ApiOperation({ summary: 'The names that a vaccination record may use' })
  @ApiOkResponse({ standardSchema: VaccineList })
  list(): VaccineList {
    return { items: vaccines.map(({ name, doses }) => ({ name, doses })) };
  }
}

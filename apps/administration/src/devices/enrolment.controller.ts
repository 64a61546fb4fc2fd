import { AllowAnyone } from '@entry/platform/access/roles.decorator';
import { Body, Controller, Header, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import { EnrolRequest, EnrolResponse } from './devices.schemas';
import { EnrolmentService } from './enrolment.service';

@Controller('v1/devices/enrol')
export class EnrolmentController {
  constructor(private readonly enrolment: EnrolmentService) {}

  /** The code is what lets a device in: it has no token yet. */
  @Post()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @AllowAnyone()
  @ApiOperation({ summary: 'Exchange an enrolment code once for the token of a device' })
  @ApiResponse({ status: 200, standardSchema: EnrolResponse })
  enrol(@Body({ schema: EnrolRequest }) request: EnrolRequest): Promise<EnrolResponse> {
    return this.enrolment.enrol(request);
  }
}

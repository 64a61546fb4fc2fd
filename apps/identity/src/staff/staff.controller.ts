import type { Caller } from '@entry/platform/access/caller';
import { AllowRoles, CurrentCaller } from '@entry/platform/access/roles.decorator';
import { readCsvFile } from '@entry/platform/http/csv-file';
import { notFound } from '@entry/platform/http/problem';
import { Controller, Header, HttpCode, Post, Req } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { staffColumns } from './domain/staff-row';
import { RosterUpload } from './roster-upload';
import { RosterResponse } from './staff.schemas';

const mostStaff = 100_000;
const Fields = z.record(z.string(), z.string());

@Controller('v1/staff-lists')
export class StaffController {
  constructor(private readonly rosters: RosterUpload) {}

  @Post()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @AllowRoles('agency')
  @ApiOperation({
    summary: `Upload the roster of your agency, in the place of the one before: ${staffColumns.required.join(',')}[,${staffColumns.optional.join(',')}]`,
  })
  @ApiConsumes('text/csv')
  @ApiResponse({ status: 200, standardSchema: RosterResponse })
  async upload(@Req() request: FastifyRequest, @CurrentCaller() { agency }: Caller): Promise<RosterResponse> {
    if (!z.uuid().safeParse(agency).success) throw notFound('agency');
    const { rows } = await readCsvFile(request, staffColumns, Fields, mostStaff);
    return this.rosters.take(agency!, rows);
  }
}

import type { Caller } from '@entry/platform/access/caller';
import { AllowRoles, CurrentCaller } from '@entry/platform/access/roles.decorator';
import { preferredType } from '@entry/platform/http/accepted-types';
import { ImportQuery, readCsvFile } from '@entry/platform/http/csv-file';
import { toTableStream } from '@entry/platform/http/table-stream';
import { Controller, Get, Header, Headers, HttpCode, Param, Post, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiProduces, ApiResponse } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CampaignExport } from './campaign-export';
import { CampaignResults } from './campaign-results';
import { CampaignQuery, CaseResult, resultColumns, ResultsResponse } from './campaigns.schemas';
import { staffAccess } from './staff-access';
import { StaffListPipe } from './staff-list.pipe';
import type { StaffList } from './domain/staff-list';

const types = ['text/csv'] as const;
const columns = ['district', 'ward', 'on', 'half', 'id', 'subject', 'agencies', 'employeeCodes'];

@Controller('v1/staff-lists')
export class CampaignsController {
  constructor(
    private readonly campaigns: CampaignExport,
    private readonly results: CampaignResults,
  ) {}

  @Get(':list/campaign')
  @Header('cache-control', 'no-store')
  @AllowRoles(...staffAccess.work)
  @ApiOperation({
    summary:
      'The cases to work on by the ward where people live, with a suggested session for each: two a day, no Sunday',
  })
  @ApiProduces(...types)
  @ApiResponse({ status: 200, description: columns.join(',') })
  @ApiResponse({ status: 503, description: '`REGISTER_UNAVAILABLE`' })
  async export(
    @Param('list', StaffListPipe) list: StaffList,
    @Query({ schema: CampaignQuery }) query: CampaignQuery,
    @CurrentCaller() caller: Caller,
    @Headers('accept') accept: string | undefined,
  ): Promise<StreamableFile> {
    const type = preferredType(accept, types);
    const rows = await this.campaigns.rows(list, query, caller);
    return new StreamableFile(toTableStream(type, columns, inOne(rows)), { type: `${type}; charset=utf-8` });
  }

  @Post(':list/results')
  @HttpCode(200)
  @AllowRoles(...staffAccess.work)
  @ApiOperation({ summary: `Take, reject or reopen many cases: ${resultColumns.required.join(',')}[,reason]` })
  @ApiConsumes('text/csv')
  @ApiResponse({ status: 200, standardSchema: ResultsResponse })
  async import(
    @Param('list', StaffListPipe) list: StaffList,
    @Query({ schema: ImportQuery }) { dryRun }: ImportQuery,
    @Req() request: FastifyRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<ResultsResponse> {
    const { received, rows, rejected } = await readCsvFile(request, resultColumns, CaseResult);
    const refused = await this.results.apply(rows, { list, dryRun: dryRun === 'true', caller });
    const all = [...rejected, ...refused].sort((one, other) => one.row - other.row);
    return { received, applied: received - all.length, rejected: all };
  }
}

async function* inOne<Row>(rows: Row[]): AsyncGenerator<Row[]> {
  yield await Promise.resolve(rows);
}

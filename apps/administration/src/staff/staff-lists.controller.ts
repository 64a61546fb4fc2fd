import type { Caller } from '@entry/platform/access/caller';
import { AllowRoles, CurrentCaller } from '@entry/platform/access/roles.decorator';
import { preferredType } from '@entry/platform/http/accepted-types';
import { toTableStream } from '@entry/platform/http/table-stream';
import { UuidPipe } from '@entry/platform/http/uuid.pipe';
import {
  Body,
  Controller,
  Get,
  Header,
  Headers,
  HttpCode,
  Param,
  Post,
  Query,
  StreamableFile,
  UseInterceptors,
} from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiProduces, ApiResponse } from '@nestjs/swagger';
import { SeenVersion } from '../requests/if-match';
import { VersionTag } from '../requests/version-tag.interceptor';
import type { StaffList } from './domain/staff-list';
import { staffAccess } from './staff-access';
import { StaffListPipe } from './staff-list.pipe';
import { StaffListsService } from './staff-lists.service';
import { ReasonRequest } from '../requests/reason-request';
import { CaseQuery, SendResponse, StaffCasePage, StaffCaseResponse, StaffSummary } from './staff.schemas';

const both = ['application/json', 'text/csv'] as const;
const columns = [
  'id',
  'list',
  'state',
  'subject',
  'agency',
  'district',
  'employeeCode',
  'vaccinatedOn',
  'place',
  'certificate',
  'doses',
  'reason',
  'openedAt',
  'changedAt',
];

@Controller('v1/staff-lists')
@UseInterceptors(VersionTag)
export class StaffListsController {
  constructor(private readonly staff: StaffListsService) {}

  @Get()
  @AllowRoles(...staffAccess.sum)
  @ApiOperation({ summary: 'Staff with card and vaccination, open cases by age, and who loses validity, by agency' })
  @ApiResponse({ status: 200, standardSchema: StaffSummary })
  async summary(@CurrentCaller() caller: Caller) {
    return { items: await this.staff.summary(caller) };
  }

  @Get(':list/cases')
  @Header('cache-control', 'no-store')
  @AllowRoles(...staffAccess.read)
  @ApiOperation({
    summary: 'The cases of a list, oldest first; as text/csv all of them, a row for each agency of a person',
  })
  @ApiProduces(...both)
  @ApiResponse({ status: 200, standardSchema: StaffCasePage })
  async cases(
    @Param('list', StaffListPipe) list: StaffList,
    @Query({ schema: CaseQuery }) query: CaseQuery,
    @CurrentCaller() caller: Caller,
    @Headers('accept') accept: string | undefined,
  ): Promise<StaffCasePage | StreamableFile> {
    const type = preferredType(accept, both);
    if (type === 'application/json') return this.staff.list(list, query, caller);
    // Whoever may not see it is told so before the file begins.
    await this.staff.list(list, { ...query, limit: 1 }, caller);
    const pages = toRows(this.staff.pages(list, query, caller));
    return new StreamableFile(toTableStream(type, columns, pages), { type: `${type}; charset=utf-8` });
  }

  @Post(':list/send')
  @HttpCode(200)
  @AllowRoles(...staffAccess.send)
  @ApiOperation({ summary: 'Hand the open cases of your staff over to police or health' })
  @ApiResponse({ status: 200, standardSchema: SendResponse })
  async send(@Param('list', StaffListPipe) list: StaffList, @CurrentCaller() caller: Caller) {
    return { sent: await this.staff.send(list, caller) };
  }

  @Post('cases/:id/take')
  @HttpCode(200)
  @AllowRoles(...staffAccess.work)
  @ApiOperation({ summary: 'Begin to work on a case' })
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiResponse({ status: 200, standardSchema: StaffCaseResponse })
  take(@Param('id', UuidPipe) id: string, @SeenVersion() seen: number, @CurrentCaller() caller: Caller) {
    return this.staff.step(id, seen, 'take', caller);
  }

  @Post('cases/:id/reject')
  @HttpCode(200)
  @AllowRoles(...staffAccess.work)
  @ApiOperation({ summary: 'Say why nothing can be done; only the one who said so, or a colleague, reopens it' })
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiResponse({ status: 200, standardSchema: StaffCaseResponse })
  reject(
    @Param('id', UuidPipe) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: ReasonRequest }) { reason }: ReasonRequest,
    @CurrentCaller() caller: Caller,
  ) {
    return this.staff.step(id, seen, 'reject', caller, reason);
  }

  @Post('cases/:id/reopen')
  @HttpCode(200)
  @AllowRoles(...staffAccess.work)
  @ApiOperation({ summary: 'Take a rejection back' })
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiResponse({ status: 200, standardSchema: StaffCaseResponse })
  reopen(@Param('id', UuidPipe) id: string, @SeenVersion() seen: number, @CurrentCaller() caller: Caller) {
    return this.staff.step(id, seen, 'reopen', caller);
  }
}

async function* toRows(pages: AsyncIterable<StaffCaseResponse[]>) {
  for await (const page of pages) {
    yield page.flatMap(({ members, ...row }) =>
      members.map(({ evidence, ...member }) => ({ ...row, ...member, ...evidence })),
    );
  }
}

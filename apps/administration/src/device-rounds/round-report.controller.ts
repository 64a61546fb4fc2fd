import type { Caller } from '@entry/platform/access/caller';
import { AllowRoles, CurrentCaller } from '@entry/platform/access/roles.decorator';
import { preferredType } from '@entry/platform/http/accepted-types';
import { toTableStream } from '@entry/platform/http/table-stream';
import { UuidPipe } from '@entry/platform/http/uuid.pipe';
import { Controller, Get, Header, Headers, Param, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import { scopeOf } from '../access/scope';
import { roundAccess } from './device-round-access';
import { DeviceRoundsService } from './device-rounds.service';
import { toReportPage } from './round-report-page';
import { toTotalsRows } from './totals-rows';
import { RoundReports } from './round-reports';
import {
  InstallationLine,
  InstallationList,
  RoundLine,
  RoundLines,
  RoundTotals,
  TotalsRow,
  UnansweredAgency,
  UnansweredList,
} from './round-reports.schemas';

const both = ['application/json', 'text/csv'] as const;

/** What the police report of a round; a district sees its own agencies in it. */
@Controller('v1/device-rounds/:id')
@AllowRoles(...roundAccess.sum)
export class RoundReportController {
  constructor(
    private readonly rounds: DeviceRoundsService,
    private readonly reports: RoundReports,
  ) {}

  @Get('totals')
  @ApiOperation({ summary: 'Proposed, reviewed and approved by district, venue kind and state' })
  @ApiProduces(...both)
  @ApiResponse({ status: 200, standardSchema: RoundTotals })
  async totals(
    @Param('id', UuidPipe) id: string,
    @CurrentCaller() caller: Caller,
    @Headers('accept') accept: string | undefined,
  ) {
    await this.rounds.get(id);
    const totals = await this.reports.totals(id, scopeOf(caller, roundAccess.sum));
    return preferredType(accept, both) === 'application/json'
      ? totals
      : asTable(accept, TotalsRow, toTotalsRows(totals));
  }

  @Get('unanswered')
  @ApiOperation({ summary: 'Agencies whose proposal has not come: whom to remind' })
  @ApiProduces(...both)
  @ApiResponse({ status: 200, standardSchema: UnansweredList })
  async unanswered(
    @Param('id', UuidPipe) id: string,
    @CurrentCaller() caller: Caller,
    @Headers('accept') accept: string | undefined,
  ) {
    await this.rounds.get(id);
    return asTable(accept, UnansweredAgency, await this.reports.unanswered(id, scopeOf(caller, roundAccess.sum)));
  }

  @Get('lines')
  @ApiOperation({ summary: 'Each line of the round, with those that ask for far more or fewer devices than others' })
  @ApiProduces(...both)
  @ApiResponse({ status: 200, standardSchema: RoundLines })
  async lines(
    @Param('id', UuidPipe) id: string,
    @CurrentCaller() caller: Caller,
    @Headers('accept') accept: string | undefined,
  ) {
    await this.rounds.get(id);
    return asTable(accept, RoundLine, await this.reports.lines(id, scopeOf(caller, roundAccess.sum)));
  }

  @Get('installation')
  @ApiOperation({ summary: 'What is approved where, and when it was installed: for the coordination with C06' })
  @ApiProduces(...both)
  @ApiResponse({ status: 200, standardSchema: InstallationList })
  async installation(
    @Param('id', UuidPipe) id: string,
    @CurrentCaller() caller: Caller,
    @Headers('accept') accept: string | undefined,
  ) {
    await this.rounds.get(id);
    return asTable(accept, InstallationLine, await this.reports.installation(id, scopeOf(caller, roundAccess.sum)));
  }

  @Get('report')
  @Header('content-type', 'text/html; charset=utf-8')
  @ApiOperation({ summary: 'The round as a page to print for the committee' })
  @ApiProduces('text/html')
  async page(@Param('id', UuidPipe) id: string, @CurrentCaller() caller: Caller): Promise<string> {
    const round = await this.rounds.get(id);
    const scope = scopeOf(caller, roundAccess.sum);
    const [totals, lines] = [await this.reports.totals(id, scope), await this.reports.lines(id, scope)];
    return toReportPage({ round, totals, lines, at: new Date() });
  }
}

function asTable<Row extends object>(accept: string | undefined, { shape }: z.ZodObject, items: readonly Row[]) {
  const type = preferredType(accept, both);
  if (type === 'application/json') return { items };
  const pages = (async function* () {
    yield await Promise.resolve(items as readonly Record<string, unknown>[]);
  })();
  return new StreamableFile(toTableStream(type, Object.keys(shape), pages), { type: `${type}; charset=utf-8` });
}

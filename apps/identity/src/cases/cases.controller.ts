import type { Role } from '@entry/contracts/vocabulary/roles';
import { NotAudited } from '@entry/platform/audit/audited-actions.interceptor';
import type { Caller } from '@entry/platform/access/caller';
import { AllowRoles, CurrentCaller } from '@entry/platform/access/roles.decorator';
import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, type Type } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse } from '@nestjs/swagger';
import { CaseCountsRepository } from './case-counts.repository';
import { CasesRepository } from './cases.repository';
import { CaseCounts, CaseCountsQuery, CaseDetails, CasePage, CaseQuery, Correction, Reason } from './cases.schemas';
import { CasesService } from './cases.service';
import type { CaseQueue } from './domain/case-queue';

/** The routes of one queue of cases, for the one role that works it. */
export function casesController(queue: CaseQueue, worker: Role): Type {
  @Controller(`v1/${queue}-cases`)
  @ApiBearerAuth()
  class CasesController {
    constructor(
      private readonly cases: CasesRepository,
      private readonly work: CasesService,
      private readonly pile: CaseCountsRepository,
    ) {}

    @Get()
    @AllowRoles(worker, 'auditor')
    @ApiOperation({ summary: `Records that failed, for ${worker}`, operationId: `list-${queue}-cases` })
    @ApiResponse({ status: 200, standardSchema: CasePage })
    list(@Query({ schema: CaseQuery }) query: CaseQuery): Promise<CasePage> {
      return this.cases.list(queue, query);
    }

    @NotAudited()
    @Get('counts')
    @AllowRoles(worker, 'health-ministry', 'committee', 'auditor')
    @ApiOperation({ summary: 'The pile of cases day by day', operationId: `count-${queue}-cases` })
    @ApiResponse({ status: 200, standardSchema: CaseCounts })
    count(@Query({ schema: CaseCountsQuery }) query: CaseCountsQuery): Promise<CaseCounts> {
      return this.pile.count(queue, query);
    }

    @Get(':number')
    @Header('cache-control', 'no-store')
    @AllowRoles(worker, 'auditor')
    @ApiOperation({ summary: 'One case, with its record for who works it', operationId: `get-${queue}-case` })
    @ApiResponse({ status: 200, standardSchema: CaseDetails })
    show(@Param('number') number: string, @CurrentCaller() caller: Caller): Promise<CaseDetails> {
      return this.work.show(queue, number, caller, caller.roles.includes(worker));
    }

    @Post(':number/corrections')
    @HttpCode(200)
    @Header('cache-control', 'no-store')
    @AllowRoles(worker)
    @ApiOperation({
      summary:
        'Put the record right: resolved when it matches, else the answer says what still differs, and nothing changes',
      operationId: `correct-${queue}-case`,
    })
    @ApiResponse({ status: 200, standardSchema: CaseDetails })
    @ApiResponse({ status: 409, description: '`CASE_STATE_CONFLICT`' })
    correct(
      @Param('number') number: string,
      @Body({ schema: Correction }) correction: Correction,
      @CurrentCaller() caller: Caller,
    ): Promise<CaseDetails> {
      return this.work.correct(queue, number, correction, caller);
    }

    @Post(':number/dismissal')
    @HttpCode(200)
    @AllowRoles(worker)
    @ApiOperation({ summary: 'End a case that nothing can put right', operationId: `dismiss-${queue}-case` })
    @ApiResponse({ status: 200, standardSchema: CaseDetails })
    @ApiResponse({ status: 409, description: '`CASE_STATE_CONFLICT`' })
    dismiss(
      @Param('number') number: string,
      @Body({ schema: Reason }) { reason }: Reason,
      @CurrentCaller() caller: Caller,
    ): Promise<CaseDetails> {
      return this.work.dismiss(queue, number, reason, caller);
    }

    @Post(':number/reopening')
    @HttpCode(200)
    @AllowRoles(worker)
    @ApiOperation({ summary: 'Open a dismissed case again', operationId: `reopen-${queue}-case` })
    @ApiResponse({ status: 200, standardSchema: CaseDetails })
    @ApiResponse({ status: 409, description: '`CASE_STATE_CONFLICT`' })
    reopen(
      @Param('number') number: string,
      @Body({ schema: Reason }) { reason }: Reason,
      @CurrentCaller() caller: Caller,
    ): Promise<CaseDetails> {
      return this.work.reopen(queue, number, reason, caller);
    }
  }

  return CasesController;
}

import { NotAudited } from '@entry/platform/audit/audited-actions.interceptor';
import type { Caller } from '@entry/platform/access/caller';
import { AllowRoles, CurrentCaller } from '@entry/platform/access/roles.decorator';
import { preferredType } from '@entry/platform/http/accepted-types';
import { Problem } from '@entry/platform/http/problem';
import { tableTypes, toTableStream } from '@entry/platform/http/table-stream';
import { Body, Controller, Get, Header, Headers, HttpCode, Logger, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiProduces, ApiResponse } from '@nestjs/swagger';
import { AuthenticatedRecordRepository } from './authenticated-records.repository';
import {
  Acknowledgement,
  AuthenticatedRecord,
  AuthenticatedRecordPage,
  AuthenticatedRecordQuery,
  Receivers,
} from './authenticated-records.schemas';
import { beginning, readPosition, type Position } from './position';
import { ReceiversRepository } from './receivers.repository';

const rowsOfPage = 1_000;
const columns = Object.keys(AuthenticatedRecord.shape);

/** What C06 takes on into the national population database. */
@Controller('v1/authenticated-records')
@AllowRoles('police')
@ApiBearerAuth()
export class AuthenticatedRecordsController {
  private readonly logger = new Logger(AuthenticatedRecordsController.name);

  constructor(
    private readonly records: AuthenticatedRecordRepository,
    private readonly receivers: ReceiversRepository,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary:
      'Vaccinations, infections and recoveries whose person the register confirms, each with its later changes, in an order that never changes; ' +
      'as text/csv or application/x-ndjson all at once',
  })
  @ApiProduces('application/json', ...tableTypes)
  @ApiResponse({ status: 200, standardSchema: AuthenticatedRecordPage })
  async list(
    @Query({ schema: AuthenticatedRecordQuery }) query: AuthenticatedRecordQuery,
    @Headers('accept') accept: string | undefined,
    @CurrentCaller() caller: Caller,
  ): Promise<AuthenticatedRecordPage | StreamableFile> {
    const from = await this.start(query, caller);
    this.logger.log(`authenticated records are read by ${caller.id}`);
    const type = preferredType(accept, ['application/json', ...tableTypes]);
    if (type === 'application/json') {
      const items = await this.records.findAfter(from, query.limit);
      return { items, next: items.at(-1)?.position ?? query.after ?? null };
    }
    const stream = toTableStream(type, columns, this.records.readAfter(from, rowsOfPage));
    return new StreamableFile(stream, { type: `${type}; charset=utf-8` });
  }

  @Post('acknowledgements')
  @HttpCode(200)
  @ApiOperation({ summary: 'Say up to where a receiver has taken them over' })
  @ApiResponse({ status: 200, standardSchema: Acknowledgement })
  @ApiResponse({ status: 409, description: '`POSITION_BEHIND`: more was acknowledged before' })
  @ApiResponse({ status: 422, description: '`POSITION_UNKNOWN`: nothing was given out there' })
  async acknowledge(
    @Body({ schema: Acknowledgement }) acknowledgement: Acknowledgement,
    @CurrentCaller() caller: Caller,
  ): Promise<Acknowledgement> {
    const position = known(acknowledgement.position);
    if (!(await this.records.exists(position))) throw unknown();
    if (await this.receivers.acknowledge(caller.id, acknowledgement.receiver, position)) return acknowledgement;
    throw new Problem(409, 'POSITION_BEHIND', 'This receiver has acknowledged more already.');
  }

  @NotAudited()
  @Get('receivers')
  @ApiOperation({ summary: 'Your receivers, and up to where each has acknowledged' })
  @ApiResponse({ status: 200, standardSchema: Receivers })
  listReceivers(@CurrentCaller() caller: Caller): Promise<Receivers> {
    return this.receivers.list(caller.id);
  }

  private async start({ after, receiver }: AuthenticatedRecordQuery, caller: Caller): Promise<Position> {
    if (after !== undefined) return known(after);
    const { items } = receiver === undefined ? { items: [] } : await this.receivers.list(caller.id);
    const acknowledged = items.find((item) => item.receiver === receiver);
    return acknowledged ? known(acknowledged.position) : beginning;
  }
}

function known(text: string): Position {
  const position = readPosition(text);
  if (!position) throw unknown();
  return position;
}

const unknown = () => new Problem(422, 'POSITION_UNKNOWN', 'Nothing was given out at this position.');

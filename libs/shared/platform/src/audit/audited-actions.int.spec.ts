import { AuditedAction, IdentityAuditedActionV1 } from '@entry/contracts/events/audited-action.v1';
import { startTokenIssuer, type TokenIssuer } from '@entry/testing/token-issuer';
import { Body, Controller, Delete, Get, Module, Param, Post, Query, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { z } from 'zod';
import { AccessModule } from '../access/access.module';
import type { OidcOptions } from '../access/oidc-token-reader';
import { AllowAnyone, AllowRoles } from '../access/roles.decorator';
import { createHttpApp } from '../http/http-app';
import type { EventMessage } from '../kafka/event-message';
import { loggerModule } from '../logging/logger.module';
import { Outbox, type Change } from '../outbox/outbox';
import { AuditedActionsModule } from './audited-actions.module';
import { NotAudited } from './audited-actions.interceptor';

const ThingsQuery = z.object({ district: z.string().optional(), empty: z.string().optional() });

/** What was told, and in which order with what was done. */
const events: (string | AuditedAction)[] = [];
let isAway = false;

@Controller('v1/things')
@AllowRoles('police')
class ThingsController {
  @Get()
  list(@Query({ schema: ThingsQuery }) _: object) {
    events.push('listed');
    return { items: [1, 2, 3], nextCursor: null };
  }

  @Get('template')
  @NotAudited()
  template() {
    return 'a,b';
  }

  @Get('open')
  @AllowAnyone()
  open() {
    return 'open';
  }

  @Get(':id')
  get(@Param('id') id: string) {
    if (id === 'none') throw new Error('there is none');
    return { id };
  }

  @Post(':id/closing')
  close(@Param('id') _: string, @Body() __: object) {
    events.push('closed');
    return {};
  }

  @Delete(':id')
  remove(@Param('id') _: string) {
    throw new Error('not now');
  }
}

const outbox = {
  transaction: (work: (change: Change) => Promise<void>) => {
    if (isAway) return Promise.reject(new Error('the database is away'));
    const announce = (messages: readonly EventMessage[]) => {
      events.push(...messages.map(({ value }) => AuditedAction.parse(JSON.parse(value))));
      return Promise.resolve();
    };
    return work({ announce } as unknown as Change);
  },
};

@Module({})
class OutboxOfTest {}

@Module({})
class Things {
  static forRoot(options: OidcOptions): DynamicModule {
    const provided = { provide: Outbox, useValue: outbox };
    return {
      module: Things,
      controllers: [ThingsController],
      imports: [
        loggerModule('test', 'fatal'),
        DiscoveryModule,
        AccessModule.forRoot(options),
        { module: OutboxOfTest, global: true, providers: [provided], exports: [Outbox] },
        AuditedActionsModule.forRoot(IdentityAuditedActionV1, '/identity'),
      ],
    };
  }
}

describe('what officials ask for', () => {
  let issuer: TokenIssuer;
  let app: NestFastifyApplication;
  beforeAll(async () => {
    issuer = await startTokenIssuer();
    app = await createHttpApp(Things.forRoot(issuer), 'test');
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });
  beforeEach(() => {
    events.length = 0;
    isAway = false;
  });
  afterAll(async () => {
    await app.close();
    await issuer.stop();
  });

  const ask = async (method: 'GET' | 'POST' | 'DELETE', url: string, body?: object, roles = ['police']) => {
    const headers = { authorization: `Bearer ${await issuer.sign({ roles, sub: 'an official' })}` };
    const answer = await app.inject({ method, url: `/v1/things${url}`, headers, ...(body && { body }) });
    return answer.statusCode;
  };

  it('is on record with how many rows were shown', async () => {
    expect(await ask('GET', '?district=ba-dinh&empty=&dateOfBirth=1990-03-15')).toBe(200);
    expect(events).toEqual([
      'listed',
      expect.objectContaining({
        actor: 'an official',
        roles: ['police'],
        action: 'GET /v1/things',
        asked: { district: 'ba-dinh', empty: '' },
        reason: null,
        rows: 3,
      }),
    ]);
  });

  it('is on record before it is done, with the reason and nothing else of the body', async () => {
    expect(await ask('POST', '/7/closing', { reason: 'sent twice', fields: { full_name: 'Nguyễn Văn Mẫu' } })).toBe(
      201,
    );
    const told = { action: 'POST /v1/things/:id/closing', asked: { id: '7' }, reason: 'sent twice', rows: null };
    expect(events).toEqual([expect.objectContaining(told), 'closed']);
    expect(JSON.stringify(events)).not.toContain('Nguyễn');
  });

  it('is on record when it failed after it may have been done, and not when nothing was shown', async () => {
    expect(await ask('DELETE', '/7')).toBe(500);
    expect(await ask('GET', '/none')).toBe(500);
    expect(events).toEqual([expect.objectContaining({ action: 'DELETE /v1/things/:id' })]);
  });

  it('does not happen when it cannot be put on record', async () => {
    isAway = true;
    expect(await ask('POST', '/7/closing', {})).toBe(500);
    expect(await ask('GET', '')).toBe(500);
    expect(events).toEqual(['listed']);
  });

  it('is told without what looks like the number of a citizen, with the ids of things whole, and nothing that the route does not know', async () => {
    const id = '0193b5a1-0000-7000-8000-000000000001';
    await ask('POST', `/${id}/closing?q=001090012345`, { reason: 'it is 001 090 012 345' });
    await ask('GET', '?district=001090012345');
    expect(events[0]).toMatchObject({ asked: { id }, reason: 'it is …' });
    expect((events[0] as AuditedAction).asked).not.toHaveProperty('q');
    expect(events.at(-1)).toMatchObject({ asked: { district: '…' } });
  });

  it('is nothing of what tells of nobody, or of whom is refused or unknown', async () => {
    expect(await ask('GET', '/template')).toBe(200);
    expect(await ask('GET', '', undefined, ['agency'])).toBe(403);
    expect((await app.inject('/v1/things/open')).statusCode).toBe(200);
    expect(events).toEqual([]);
  });
});

import { AllowAnyone } from '@entry/platform/access/roles.decorator';
import { Problem } from '@entry/platform/http/problem';
import { All, Controller, Inject, Logger, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG, type GatewayConfig } from '../config';
import { forwardedPaths, ownerOf } from './forwarded-paths';

const collections = Object.keys(forwardedPaths);

/** Passes requests for data that another service owns to that service, bodies and answers streaming both ways. */
@Controller()
@ApiExcludeController()
@AllowAnyone()
export class ForwardingController {
  private readonly logger = new Logger(ForwardingController.name);

  constructor(@Inject(CONFIG) private readonly config: GatewayConfig) {}

  @All([...collections, ...collections.map((path) => `${path}/*`)])
  forward(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const owner = ownerOf(request.method, request.url, request.headers.accept);
    if (!owner) throw new Problem(404, 'NOT_FOUND', 'There is no such path.');
    const base = this.config[owner];
    void reply.from(undefined, {
      getUpstream: () => base,
      rewriteRequestHeaders: (_original, { expect: _, ...headers }) => ({ ...headers, 'x-request-id': request.id }),
      onError: (failed, { error }) => {
        this.logger.warn(`${base}: ${(error.cause instanceof Error ? error.cause : error).message}`);
        void failed.code(503).header('retry-after', '2').type('application/problem+json').send({
          title: 'Service Unavailable',
          status: 503,
          code: 'SERVICE_UNREACHABLE',
          detail: 'The service that owns this data does not answer now.',
          requestId: request.id,
        });
      },
    });
  }
}

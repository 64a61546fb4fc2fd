import replyFrom from '@fastify/reply-from';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Uploads of any length: no limit on the time of a body or of its answer. */
export async function forwardRequests(app: NestFastifyApplication): Promise<void> {
  await app.register(replyFrom, {
    disableRequestLogging: true,
    retryMethods: [],
    undici: { bodyTimeout: 0, headersTimeout: 0, connections: 64, connect: { timeout: 2_000 } },
  });
}

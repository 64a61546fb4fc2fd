import type { FastifyInstance } from 'fastify';

export const offlineScansPath = 'v1/verify/offline-scans';

/** In bytes: 1,000 scans of the longest QR text, and what is around it. */
const bodyLimit = 10 * 1_048_576;

/** Lets the uploads of offline scans be larger than any other body; to be called before the routes are made. */
export function allowLargeUploads(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    if (route.url === `/${offlineScansPath}`) route.bodyLimit = bodyLimit;
  });
}

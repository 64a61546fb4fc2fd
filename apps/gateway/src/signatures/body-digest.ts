import type { FastifyInstance, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';

const digests = new WeakMap<object, string>();
const ofNothing = createHash('sha256').digest('base64');

/** Computes the digest of each signed request's body as it comes, before it is read as JSON. */
export function digestSignedBodies(fastify: FastifyInstance): void {
  fastify.addHook('preParsing', (request, _reply, payload, done) => {
    if (request.headers['signature-input'] === undefined) return done(null, payload);
    const hash = createHash('sha256');
    const observed = new Transform({
      transform(chunk: Buffer, _encoding, next) {
        hash.update(chunk);
        observed.receivedEncodedLength += chunk.length;
        next(null, chunk);
      },
      flush(next) {
        digests.set(request.raw, hash.digest('base64'));
        next();
      },
    }) as Transform & { receivedEncodedLength: number };
    observed.receivedEncodedLength = 0;
    payload.on('error', (error: Error) => observed.destroy(error));
    done(null, payload.pipe(observed));
  });
}

/** SHA-256 of the body in base64, as in `Content-Digest` (RFC 9530). */
export function digestOf({ raw }: FastifyRequest): string {
  return digests.get(raw) ?? ofNothing;
}

import type { FastifyRequest } from 'fastify';
import type { Caller } from './caller';

/** Tells the caller of a request that proves by itself who sends it, without a bearer token. */
export abstract class RequestReader {
  /** Null when the request carries no such proof; a Problem with 401 when it does and the proof is not good. */
  abstract read(request: FastifyRequest): Promise<Caller | null>;
}

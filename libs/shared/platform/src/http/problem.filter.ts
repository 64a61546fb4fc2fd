import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { STATUS_CODES } from 'node:http';
import { describeError, isPassing, traceOf } from '../lifecycle/passing-error';
import { Problem, type ProblemDetails } from './problem';

const codesOfStatus: Readonly<Record<number, string>> = {
  400: 'REQUEST_INVALID',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  406: 'NOT_ACCEPTABLE',
  413: 'BODY_TOO_LARGE',
  414: 'URL_TOO_LONG',
  415: 'MEDIA_TYPE_UNSUPPORTED',
};

/**
 * Every refusal leaves as problem+json. What failed because something behind the service is away is a 503 with `Retry-After`, what nobody
 * expected a 500; neither tells its reader anything of the inside.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const { id } = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = this.toProblem(error);
    const { errors, headers, members } = problem.extras;
    const body: ProblemDetails = {
      ...members,
      title: STATUS_CODES[problem.status] ?? 'Error',
      status: problem.status,
      code: problem.code,
      detail: problem.message,
      ...(errors ? { errors } : {}),
      requestId: id,
    };
    if (reply.sent) return;
    void reply
      .status(problem.status)
      .headers(headers ?? {})
      .type('application/problem+json')
      .send(body);
  }

  private toProblem(error: unknown): Problem {
    if (error instanceof Problem) return error;
    const status = statusOf(error);
    const code = codesOfStatus[status];
    if (code) return new Problem(status, code, detailOf(error, status));
    if (isPassing(error)) {
      this.logger.error(`a request failed: ${describeError(error)}`);
      return new Problem(503, 'SERVICE_UNAVAILABLE', 'Something that the service needs is away. Try again.', {
        headers: { 'retry-after': '5' },
      });
    }
    this.logger.error(`a request failed: ${traceOf(error)}`);
    return new Problem(500, 'INTERNAL_ERROR', 'The service failed; the request may be tried again.');
  }
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const { statusCode } = error as { statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : 500;
}

function detailOf(error: unknown, status: number): string {
  const { code } = error as { code?: unknown };
  if (code === 'FST_ERR_CTP_EMPTY_JSON_BODY') return 'The body is empty; JSON is expected.';
  if (error instanceof SyntaxError || code === 'FST_ERR_CTP_INVALID_JSON_BODY') return 'The body is not valid JSON.';
  if (status === 400) return 'The request could not be read.';
  if (status === 404) return 'There is no such path.';
  return STATUS_CODES[status] ?? 'Refused';
}

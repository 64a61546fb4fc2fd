import { HttpException, Logger, type ArgumentsHost } from '@nestjs/common';
import { notFound } from './problem';
import { ProblemFilter } from './problem.filter';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: { readonly code: string };
}

function answerTo(error: unknown): Answer {
  const seen: Record<string, unknown> = {};
  const keep = (name: string) => (value: unknown) => {
    seen[name] = value;
    return reply;
  };
  const reply = {
    sent: false,
    status: keep('status'),
    headers: keep('headers'),
    type: keep('type'),
    send: keep('body'),
  };
  const http = { getRequest: () => ({ id: 'a-request' }), getResponse: () => reply };
  new ProblemFilter().catch(error, { switchToHttp: () => http } as unknown as ArgumentsHost);
  return seen as unknown as Answer;
}

describe('ProblemFilter', () => {
  let log: jest.SpyInstance;
  beforeEach(() => (log = jest.spyOn(Logger.prototype, 'error').mockImplementation()));
  afterEach(() => log.mockRestore());

  it('answers a refusal as it is', () => {
    expect(answerTo(notFound('batch'))).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expect(answerTo(new HttpException('too long', 413))).toMatchObject({
      status: 413,
      body: { code: 'BODY_TOO_LARGE' },
    });
    expect(log).not.toHaveBeenCalled();
  });

  it('answers 503 with when to come again while something that the service needs is away', () => {
    const away = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' });

    expect(answerTo(away)).toMatchObject({
      status: 503,
      headers: { 'retry-after': '5' },
      body: { code: 'SERVICE_UNAVAILABLE', requestId: 'a-request' },
    });
    expect(log).toHaveBeenCalledWith(expect.stringContaining('ECONNREFUSED'));
  });

  it('answers 500 for what nobody expected, and says where it was and not its text', () => {
    const driverError = Object.assign(new Error('invalid input for type date: "15031990"'), { code: '22007' });

    expect(answerTo(driverError)).toMatchObject({ status: 500, body: { code: 'INTERNAL_ERROR' } });
    const [line] = log.mock.calls[0] as [string];
    expect(line).toContain('Error 22007');
    expect(line).toContain('problem.filter.spec.ts');
    expect(line).not.toContain('15031990');
  });
});

import { requireJson } from './json-only';

describe('requireJson', () => {
  it.each([
    undefined,
    '',
    '*/*',
    'application/json',
    'Application/JSON; charset=utf-8',
    'text/html, application/*;q=0.2',
    'text/csv, application/json;q=0.1',
  ])('goes on for %j', (accept) => {
    expect(() => requireJson(accept)).not.toThrow();
  });

  it.each(['text/csv', 'application/x-ndjson', 'application/json;q=0, */*', 'text/*', 'nothing'])(
    'refuses %j',
    (accept) => {
      const refusal: unknown = expect.objectContaining({ status: 406, code: 'NOT_ACCEPTABLE' });

      expect(() => requireJson(accept)).toThrow(refusal as Error);
    },
  );
});

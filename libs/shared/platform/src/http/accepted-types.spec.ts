import { prefersCsv } from './accepted-types';

describe('prefersCsv', () => {
  it.each([
    ['text/csv', true],
    ['text/csv, application/json;q=0.5', true],
    ['text/*', true],
    [undefined, false],
    ['*/*', false],
    ['application/json', false],
    ['text/csv;q=0.4, application/json;q=0.5', false],
    ['text/csv;q=0', false],
  ])('%s: %s', (accept, answer) => {
    expect(prefersCsv(accept)).toBe(answer);
  });
});

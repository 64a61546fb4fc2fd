import { Problem } from './problem';

const jsonRanges = ['application/json', 'application/*', '*/*'];

/** 406 `NOT_ACCEPTABLE` when `Accept` (RFC 9110, 12.5.1) leaves JSON out. The most specific range that fits decides. */
export function requireJson(accept: string | undefined): void {
  if (accept === undefined || accept.trim() === '') return;
  const qualities = new Map(accept.split(',').map(readRange));
  const fitting = jsonRanges.find((range) => qualities.has(range));
  if (fitting !== undefined && qualities.get(fitting) !== 0) return;
  throw new Problem(406, 'NOT_ACCEPTABLE', 'This is given as application/json only.');
}

function readRange(text: string): [range: string, quality: number] {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return [range, quality === undefined ? 1 : Number(quality)];
}

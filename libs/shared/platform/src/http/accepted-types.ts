import { Problem } from './problem';

/** How much a client wants a media type (RFC 9110, 12.5.1): the most specific range of `Accept` that fits decides; 1 for everything when there is none. */
export function qualityOf(accept: string | undefined, type: string): number {
  if (accept === undefined || accept.trim() === '') return 1;
  const qualities = new Map(accept.split(',').map(readRange));
  const fitting = [type, `${type.split('/')[0]}/*`, '*/*'].find((range) => qualities.has(range));
  return fitting === undefined ? 0 : (qualities.get(fitting) ?? 0);
}

/** The one that is wanted most of those that are offered, the first of equal ones. Throws 406 `NOT_ACCEPTABLE` when none is. */
export function preferredType<Type extends string>(
  accept: string | undefined,
  offered: readonly [Type, ...Type[]],
): Type {
  const best = offered.reduce((one, other) => (qualityOf(accept, other) > qualityOf(accept, one) ? other : one));
  if (qualityOf(accept, best) > 0) return best;
  throw new Problem(406, 'NOT_ACCEPTABLE', `This is given as ${offered.join(', ')}.`);
}

/** True for whoever wants CSV more than JSON. */
export function prefersCsv(accept: string | undefined): boolean {
  return qualityOf(accept, 'text/csv') > qualityOf(accept, 'application/json');
}

function readRange(text: string): [range: string, quality: number] {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return [range, quality === undefined ? 1 : Number(quality)];
}

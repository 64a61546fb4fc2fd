/** How much a client wants a media type (RFC 9110, 12.5.1): the most specific range of `Accept` that fits decides; 1 for everything when there is none. */
export function qualityOf(accept: string | undefined, type: string): number {
  if (accept === undefined || accept.trim() === '') return 1;
  const qualities = new Map(accept.split(',').map(readRange));
  const fitting = [type, `${type.split('/')[0]}/*`, '*/*'].find((range) => qualities.has(range));
  return fitting === undefined ? 0 : (qualities.get(fitting) ?? 0);
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

import { Problem } from '@entry/platform/http/problem';

/** The body names something that does not exist; `field` is its member of the body. */
export function unknownReference(field: string): Problem {
  const message = `There is no such ${field}.`;
  const errors = [{ pointer: `/${field}`, code: 'UNKNOWN_REFERENCE', message }];
  return new Problem(422, 'REFERENCE_UNKNOWN', 'The request names something that does not exist.', { errors });
}

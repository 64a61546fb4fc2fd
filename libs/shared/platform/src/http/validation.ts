import { StandardSchemaValidationPipe } from '@nestjs/common';
import { Problem, type InputError } from './problem';

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly code?: string;
}

/** Bad input is 400 `REQUEST_INVALID` with each place that is wrong; the value found there is not repeated. */
export function validationPipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({
    exceptionFactory: (issues) =>
      new Problem(400, 'REQUEST_INVALID', 'The request does not fit.', { errors: issues.map(toInputError) }),
  });
}

function toInputError({ message, path, code }: Issue): InputError {
  const keys = (path ?? []).map((step) => String(typeof step === 'object' ? step.key : step));
  const pointer = keys.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  return { pointer, code: (code ?? 'invalid').toUpperCase(), message };
}

import { StandardSchemaValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import { Readable } from 'node:stream';
import { Problem, type InputError } from './problem';

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly code?: string;
}

/** Bad input is 400 `REQUEST_INVALID` with each place that is wrong; the value found there is not repeated. */
export function validationPipe(): StandardSchemaValidationPipe {
  return new JsonValidationPipe({
    exceptionFactory: (issues) =>
      new Problem(400, 'REQUEST_INVALID', 'The request does not fit.', {
        errors: issues.map((issue) => toInputError(issue)),
      }),
  });
}

/** Files are left as streams for the routes that take them: for a route with a schema such a body is of the wrong type. */
class JsonValidationPipe extends StandardSchemaValidationPipe {
  override transform<Value>(value: Value, metadata: ArgumentMetadata): Promise<Value> {
    if (value instanceof Readable && metadata.type === 'body' && metadata.schema) {
      throw new Problem(415, 'MEDIA_TYPE_UNSUPPORTED', 'Send application/json.');
    }
    return super.transform(value, metadata);
  }
}

/** `under` is the pointer to what was checked. */
export function toInputError({ message, path, code }: Issue, under = ''): InputError {
  const keys = (path ?? []).map((step) => String(typeof step === 'object' ? step.key : step));
  const pointer = keys.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  return { pointer: `${under}${pointer}`, code: (code ?? 'invalid').toUpperCase(), message };
}

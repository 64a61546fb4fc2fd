/** One thing wrong with the input: a JSON pointer (RFC 6901) into the body, or a column's name. */
export interface InputError {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

export interface ProblemDetails {
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly InputError[];
  readonly requestId: string;
}

interface Extras {
  errors?: readonly InputError[];
  headers?: Readonly<Record<string, string>>;
  /** Further members of the answer, as RFC 9457 allows. */
  members?: Readonly<Record<string, unknown>>;
}

/** A refusal as RFC 9457 `application/problem+json`, with a code that stays the same for ever. Its detail holds no personal data. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly extras: Extras = {},
  ) {
    super(detail);
  }
}

export const notFound = (what: string) => new Problem(404, 'NOT_FOUND', `There is no such ${what}.`);

import { findStackFile } from '@entry/stack/stack/stack-file';
import type { OidcRole } from '@entry/stack/issuer/access-token';
import type { Gateway } from './gateway';
import { PushProblem } from './push-problem';

interface Given {
  readonly gateway?: string | undefined;
  readonly token?: string | undefined;
  /** In seconds. */
  readonly patience: number;
}

/** The gateway and token that were given, else those of `npm start`. Throws a PushProblem when there are neither. */
export function chosenGateway({ gateway, token, patience }: Given, role: OidcRole): Gateway {
  const stack = gateway !== undefined && token !== undefined ? null : findStackFile();
  const url = gateway ?? stack?.gateway;
  const known = token ?? stack?.tokens[role];
  if (url === undefined || known === undefined)
    throw new PushProblem('Nothing was started here: run `npm start`, or give --gateway and a token in TOKEN.');
  const onWait = (why: string) => process.stderr.write(`${why} Waits, and tries again.\n`);
  return { url: url.replace(/\/+$/, ''), token: known, patience: patience * 1_000, onWait };
}

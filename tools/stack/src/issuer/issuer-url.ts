import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { writeSecret } from '../secrets/kept-secret';

const pathIn = (dataDirectory: string) => resolve(dataDirectory, 'secrets/issuer-url');

/** Tokens that are made later, on the command line, must name the issuer that the services trust. */
export function keepIssuer(dataDirectory: string, url: string): void {
  writeSecret(pathIn(dataDirectory), url);
}

/** Null where no development issuer has ever started. */
export function findIssuer(dataDirectory: string): string | null {
  const path = pathIn(dataDirectory);
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

import { resolve } from 'node:path';
import { keptSecret, newKey } from './kept-secret';

const names = ['subject', 'tag', 'identityPersonalData', 'healthStatusPersonalData', 'visitor'] as const;

/** Each 32 random bytes in base64. */
export type ServiceKeys = Readonly<Record<(typeof names)[number], string>>;

/** Lives and goes with the data that was sealed with it. */
export function serviceKeys(dataDirectory: string): ServiceKeys {
  const make = () => JSON.stringify(Object.fromEntries(names.map((name) => [name, newKey()])));
  return JSON.parse(keptSecret(resolve(dataDirectory, 'secrets/service-keys.json'), make)) as ServiceKeys;
}

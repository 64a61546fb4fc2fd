import { roles } from '@entry/contracts/vocabulary/roles';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Demonstration, DemonstrationDevice, DemonstrationSample } from '../demonstration/demonstration';
import type { OidcRole } from '../issuer/access-token';
import { localDirectory } from '../workspace';
import type { ServerAddresses } from '../servers/server';
import type { Stack } from './stack';

/** What `.local/stack.json` tells whoever works with a running stack. */
export interface StackFile extends Partial<ShownServers> {
  readonly gateway: string;
  readonly tokens: Readonly<Record<OidcRole, string>>;
  readonly devices: readonly DemonstrationDevice[];
  readonly samples: readonly DemonstrationSample[];
}

interface ShownServers {
  readonly kafkaBrokers: string;
  readonly postgresUrl: string;
  readonly redisUrl: string;
}

export const stackFilePath = resolve(localDirectory, 'stack.json');

/** What `npm start` has written down, of this or the last run; null before the first one. */
export function findStackFile(): StackFile | null {
  return existsSync(stackFilePath) ? (JSON.parse(readFileSync(stackFilePath, 'utf8')) as StackFile) : null;
}

export async function stackFile(
  stack: Pick<Stack, 'gatewayUrl' | 'tokens'> & Partial<Pick<Stack, 'servers'>>,
  { agency, devices, samples }: Demonstration,
): Promise<StackFile> {
  const claims: Partial<Record<OidcRole, object>> = {
    district: { district: agency.district },
    agency: { agency: agency.id, district: agency.district },
  };
  const people = roles.filter((role): role is OidcRole => role !== 'device');
  const tokens = await Promise.all(people.map(async (role) => [role, await stack.tokens(role, claims[role])] as const));
  return {
    gateway: stack.gatewayUrl,
    ...(stack.servers && shownServers(stack.servers)),
    tokens: Object.fromEntries(tokens) as Record<OidcRole, string>,
    devices,
    samples,
  };
}

function shownServers({ kafka, postgres, redis }: ServerAddresses): ShownServers {
  return { kafkaBrokers: shownAddress(kafka), postgresUrl: shownAddress(postgres), redisUrl: shownAddress(redis) };
}

const shownAddress = (address: string): string => address.replace('127.0.0.1', 'localhost');

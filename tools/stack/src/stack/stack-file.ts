import { roles } from '@entry/contracts/vocabulary/roles';
import { resolve } from 'node:path';
import type { Demonstration, DemonstrationDevice, DemonstrationSample } from '../demonstration/demonstration';
import type { OidcRole } from '../issuer/access-token';
import { localDirectory } from '../workspace';
import type { Stack } from './stack';

/** What `.local/stack.json` tells whoever works with a running stack. */
export interface StackFile {
  readonly gateway: string;
  readonly kafkaBrokers: string;
  readonly postgresUrl: string;
  readonly redisUrl: string;
  readonly tokens: Readonly<Record<OidcRole, string>>;
  readonly devices: readonly DemonstrationDevice[];
  readonly samples: readonly DemonstrationSample[];
}

export const stackFilePath = resolve(localDirectory, 'stack.json');

export async function stackFile(stack: Stack, { agency, devices, samples }: Demonstration): Promise<StackFile> {
  const claims: Partial<Record<OidcRole, object>> = {
    district: { district: agency.district },
    agency: { agency: agency.id, district: agency.district },
  };
  const people = roles.filter((role): role is OidcRole => role !== 'device');
  const tokens = await Promise.all(people.map(async (role) => [role, await stack.tokens(role, claims[role])] as const));
  return {
    gateway: stack.gatewayUrl,
    kafkaBrokers: shownAddress(stack.servers.kafka),
    postgresUrl: shownAddress(stack.servers.postgres),
    redisUrl: shownAddress(stack.servers.redis),
    tokens: Object.fromEntries(tokens) as Record<OidcRole, string>,
    devices,
    samples,
  };
}

const shownAddress = (address: string): string => address.replace('127.0.0.1', 'localhost');

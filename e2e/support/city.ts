import { type OidcRole } from '@entry/stack/issuer/access-token';
import { freePorts } from '@entry/stack/ports/free-ports';
import { serverProvider } from '@entry/stack/servers/server-provider';
import { startStack, type Stack } from '@entry/stack/stack/stack';
import { roles, type Role } from '@entry/contracts/vocabulary/roles';
import { join } from 'node:path';
import { CityClient, type Answer } from '@entry/client/city-client';

export interface StoredEvent {
  readonly eventId: string;
  readonly scanId: string;
  readonly decision: string;
  readonly deviceId: string;
  readonly agency: string;
  readonly sequence: number | null;
}

export interface City {
  readonly client: CityClient;
  readonly stack: Stack;
  /** Where the services write their logs. */
  readonly logDirectory: string;
  tokenOf(role: Role): string;
  /** Every event of a checkpoint that access-log has. */
  eventsAt(checkpoint: string): Promise<StoredEvent[]>;
  stop(): Promise<void>;
}

/** The five services, started for one spec file on the servers of the test run. */
export async function startCity(): Promise<City> {
  const { TEST_RUN_DIRECTORY, TEST_KAFKA_BROKERS, TEST_POSTGRES_URL, TEST_REDIS_URL } = process.env;
  if (!TEST_RUN_DIRECTORY || !TEST_KAFKA_BROKERS || !TEST_POSTGRES_URL || !TEST_REDIS_URL) {
    throw new Error('The servers of the test run are missing: run these tests with `npm test`');
  }
  const dataDirectory = join(TEST_RUN_DIRECTORY, 'city');
  const logDirectory = join(dataDirectory, 'logs');
  const servers = { kafka: TEST_KAFKA_BROKERS, postgres: TEST_POSTGRES_URL, redis: TEST_REDIS_URL };
  const provider = serverProvider(process.env);
  const stack = await startStack({ dataDirectory, logDirectory, ports: await freePorts(), servers, provider });
  const people = roles.filter((role): role is OidcRole => role !== 'device');
  const tokens = new Map(await Promise.all(people.map(async (role) => [role, await stack.tokens(role)] as const)));
  const tokenOf = (role: Role) => (role === 'device' ? '' : (tokens.get(role) ?? ''));
  const client = new CityClient(stack.gatewayUrl, tokenOf, stack.tokens);
  return {
    client,
    stack,
    logDirectory,
    tokenOf,
    eventsAt: (checkpoint) => allEvents(client, checkpoint),
    stop: () => stack.stop(),
  };
}

async function allEvents(client: CityClient, checkpoint: string): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const path = `/v1/access-events?limit=500&checkpoint=${checkpoint}${cursor ? `&cursor=${cursor}` : ''}`;
    const page: Answer<{ items: StoredEvent[]; nextCursor: string | null }> = await client.as('auditor', 'GET', path);
    events.push(...page.body.items);
    cursor = page.body.nextCursor;
  }
  return events;
}

import { databaseUrl } from '@entry/stack/servers/create-databases';
import type { Stack } from '@entry/stack/stack/stack';
import { Client } from 'pg';

/** Past the public interface, for what it cannot show: a connection to a service's database, closed afterwards. */
export async function withDatabase<Result>(
  stack: Pick<Stack, 'servers'>,
  database: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ connectionString: databaseUrl(stack.servers.postgres, database) });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

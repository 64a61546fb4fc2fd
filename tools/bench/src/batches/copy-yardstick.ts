import { withDatabase } from '@entry/client/stack/with-database';
import type { Stack } from '@entry/stack/stack/stack';
import { populationColumns } from '@entry/contracts/vocabulary/batch-columns';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import type { BatchFile } from './batch-files';

/** Rows a second of a bare `COPY` of the same file into a table of the same server that has nothing but its columns. */
export function copyBare(stack: Pick<Stack, 'servers'>, { path, rows }: BatchFile): Promise<number> {
  return withDatabase(stack, 'postgres', async (client) => {
    await client.query(`CREATE TABLE bare_copy (${populationColumns.map((column) => `${column} text`).join(', ')})`);
    const begunAt = performance.now();
    const copy = client.query(copyFrom('COPY bare_copy FROM STDIN WITH (FORMAT csv, HEADER true)'));
    await pipeline(createReadStream(path), copy);
    const seconds = (performance.now() - begunAt) / 1_000;
    await client.query('DROP TABLE bare_copy');
    return rows / seconds;
  });
}

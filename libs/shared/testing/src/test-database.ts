import { randomUUID } from 'node:crypto';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { testPostgresUrl } from './test-environment';

export interface TestDatabase {
  readonly dataSource: DataSource;
  readonly url: string;
  stop(): Promise<void>;
}

/** A database of its own for each spec file, made by the service's real migrations, on the server of the test run. */
export async function startTestDatabase(
  options: Pick<DataSourceOptions, 'migrations' | 'entities'>,
): Promise<TestDatabase> {
  const server = testPostgresUrl();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const admin = await new DataSource({ type: 'postgres', url: server }).initialize();
  await admin.query(`CREATE DATABASE ${name}`);
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).toString();
  const dataSource = await new DataSource({ type: 'postgres', url, migrationsRun: true, ...options }).initialize();
  return {
    dataSource,
    url,
    stop: async () => {
      await dataSource.destroy();
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.destroy();
    },
  };
}

import { startTestDatabase, type TestDatabase } from '@entry/testing/test-database';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { DatabaseModule } from './database.module';

describe('the database of a service', () => {
  let database: TestDatabase;
  let app: INestApplicationContext;

  beforeAll(async () => {
    database = await startTestDatabase({ migrations: [] });
    const module = DatabaseModule.forRoot({ url: database.url, service: 'test', migrations: [] });
    app = await NestFactory.createApplicationContext(module, { logger: false });
  });
  afterAll(async () => {
    await app.close();
    await database.stop();
  });

  it('may break a connection that nobody listens to', async () => {
    const dataSource = app.get(DataSource);
    const pool = (dataSource.driver as unknown as { master: Pool }).master;
    const connection = await pool.connect();
    const { rows } = await connection.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const ended = new Promise((resolve) => connection.once('end', resolve));
    await dataSource.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    await ended;
    connection.release(true);

    expect(await dataSource.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

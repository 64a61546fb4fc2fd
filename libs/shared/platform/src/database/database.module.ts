import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Client, type ClientConfig } from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';
import { HealthModule } from '../health/health.module';
import { Indicators } from '../health/indicators';

interface DatabaseOptions {
  readonly url: string;
  readonly service: string;
  readonly migrations: readonly Type<MigrationInterface>[];
  readonly entities?: readonly Type[];
}

const poolSize = 16;
const cannotConnect = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  '57P01',
  '57P03',
  '53300',
]);

/**
 * A connection may break while neither its pool nor a query listens to it, for one when PostgreSQL is killed: pg then ends the
 * process. The pool sees by itself that it is gone, and whoever uses it gets the error.
 */
class PooledClient extends Client {
  constructor(config?: ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

/** One database a service, migrated before the service listens; a start with the database away waits for it. */
@Module({})
export class DatabaseModule {
  constructor(indicators: Indicators, dataSource: DataSource) {
    const answer = () => dataSource.query('SELECT 1').then(() => ({ isUp: true }));
    indicators.add('postgres', answer, { gatesReadiness: true });
  }

  static forRoot({ url, service, migrations, entities = [] }: DatabaseOptions): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      imports: [
        HealthModule,
        TypeOrmModule.forRoot({
          type: 'postgres',
          url,
          applicationName: service,
          migrations: [...migrations],
          migrationsRun: true,
          entities: [...entities],
          logging: false,
          poolSize,
          extra: { Client: PooledClient },
          retryAttempts: Number.MAX_SAFE_INTEGER,
          retryDelay: 1_000,
          toRetry: (error: { code?: string }) => cannotConnect.has(error.code ?? ''),
        }),
      ],
      exports: [TypeOrmModule],
    };
  }
}

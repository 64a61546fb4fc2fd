import type { DynamicModule, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createHttpApp } from './http-app';

interface Listening {
  readonly HOST: string;
  readonly PORT: number;
}

interface Service {
  readonly config: Listening;
  readonly module: Type | DynamicModule;
  /** Default: `/openapi.json`. */
  readonly openApiPath?: string;
}

/** Starts a service; a start that fails says why on stderr and ends the process with 1. */
export async function runService(
  name: string,
  load: () => Service,
  prepare: (app: NestFastifyApplication) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  try {
    const { config, module, openApiPath = '/openapi.json' } = load();
    const app = await createHttpApp(module, name, openApiPath);
    await prepare(app);
    await app.listen(config.PORT, config.HOST);
  } catch (error) {
    process.stderr.write(`${name} did not start: ${(error as Error).stack}\n`);
    process.exit(1);
  }
}

import type { DynamicModule, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createHttpApp } from './http-app';

interface Listening {
  readonly HOST: string;
  readonly PORT: number;
}

/** Starts a service; a start that fails says why on stderr and ends the process with 1. */
export async function runService(
  name: string,
  load: () => { config: Listening; module: Type | DynamicModule },
  prepare: (app: NestFastifyApplication) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  try {
    const { config, module } = load();
    const app = await createHttpApp(module, name);
    await prepare(app);
    await app.listen(config.PORT, config.HOST);
  } catch (error) {
    process.stderr.write(`${name} did not start: ${(error as Error).stack}\n`);
    process.exit(1);
  }
}

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { CONFIG, type GatewayConfig } from '../config';
import { owners } from './forwarded-paths';

export const ownDocumentPath = '/openapi/gateway.json';

/** `/openapi.json` is the document of the whole contract, put together from what each service makes of its code; `/docs` shows it. */
export function servePublicDocs(app: NestFastifyApplication): void {
  const config = app.get<GatewayConfig>(CONFIG);
  const own = `http://${config.HOST}:${config.PORT}${ownDocumentPath}`;
  const sources = [own, ...owners.map((owner) => new URL('/openapi.json', config[owner]).toString())];
  app.getHttpAdapter().get('/openapi.json', async (_request: unknown, reply: { send(body: unknown): void }) => {
    const documents = await Promise.all(sources.map(read));
    reply.send(merge(documents.filter((document) => document !== null)));
  });
  SwaggerModule.setup('docs', app, () => emptyDocument(), { swaggerUrl: '/openapi.json', raw: false });
}

async function read(url: string): Promise<OpenAPIObject | null> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    return (await response.json()) as OpenAPIObject;
  } catch {
    return null;
  }
}

function merge(documents: readonly OpenAPIObject[]): OpenAPIObject {
  const merged = emptyDocument();
  for (const { paths, components } of documents) {
    // Two services may answer different methods of one path.
    for (const [path, item] of Object.entries(paths)) merged.paths[path] = { ...merged.paths[path], ...item };
    Object.assign(merged.components?.schemas ?? {}, components?.schemas);
    Object.assign(merged.components?.securitySchemes ?? {}, components?.securitySchemes);
  }
  return merged;
}

function emptyDocument(): OpenAPIObject {
  return {
    openapi: '3.0.0',
    info: { title: 'Entry control of Hanoi', version: '1' },
    paths: {},
    components: { schemas: {}, securitySchemes: {} },
  };
}

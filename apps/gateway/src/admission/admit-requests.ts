import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { RequestListener } from 'node:http';
import { Admission } from './admission';

/** Puts admission before everything else, Fastify included: to refuse must cost next to nothing. */
export function admitRequests(app: NestFastifyApplication): void {
  const admission = app.get(Admission);
  const server = app.getHttpServer();
  const handlers = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  server.on('request', (request, response) =>
    admission.take(request, response, () => {
      for (const handle of handlers) handle.call(server, request, response);
    }),
  );
}

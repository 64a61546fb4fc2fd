import { asyncApi } from '@entry/contracts/async-api';
import { eventDocs } from '@entry/contracts/event-docs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { marked } from 'marked';

interface Reply {
  type(type: string): Reply;
  send(body: unknown): void;
}

const style = `body { font: 16px/1.5 sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse } th, td { border: 1px solid #ccc; padding: .3rem .6rem; text-align: left }`;

/** `/asyncapi.json` is the document of the topics; `/asyncapi` tells the same to people. */
export function serveEventDocs(app: NestFastifyApplication): void {
  const document = asyncApi();
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Events of the entry control of Hanoi</title>
<style>${style}</style><body>${marked.parse(eventDocs(), { async: false })}</body></html>`;
  const adapter = app.getHttpAdapter();
  adapter.get('/asyncapi.json', (_request: unknown, reply: Reply) => reply.send(document));
  adapter.get('/asyncapi', (_request: unknown, reply: Reply) => reply.type('text/html; charset=utf-8').send(page));
}

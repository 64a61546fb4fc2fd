import { request, type Agent } from 'node:http';
import type { Reply } from '../scans/check-answer';

/** A device gives up then. */
const patience = 10_000;

/** Sends JSON over a connection of the agent's; a failure is a reply as well, never an exception. */
export function post(url: string, agent: Agent, token: string, body: string): Promise<Reply> {
  return new Promise((resolve) => {
    const fail = (failure: string) => resolve({ failure });
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    };
    const sent = request(url, { method: 'POST', agent, headers, timeout: patience }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', (error) => fail(codeOf(error)));
      response.once('end', () => {
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') });
      });
    });
    sent.once('timeout', () => sent.destroy(new Error(`none within ${patience / 1_000} s`)));
    sent.once('error', (error) => fail(codeOf(error)));
    sent.end(body);
  });
}

function codeOf(error: NodeJS.ErrnoException): string {
  return error.code ?? error.message;
}

import { Pool } from 'undici';

/** What came back for a request; `failure` when nothing did. */
export type Reply =
  { readonly status: number; readonly retryAfter: string | null; readonly text: string } | { readonly failure: string };

/** A device gives up then, in milliseconds. */
const patience = 10_000;

/** JSON by POST to one address, over so many connections that stay open; what finds none free waits. */
export class Poster {
  private readonly pool: Pool;
  private readonly path: string;

  constructor(url: string, connections: number) {
    const { origin, pathname } = new URL(url);
    this.path = pathname;
    const timeouts = { connectTimeout: patience, headersTimeout: patience, bodyTimeout: patience };
    this.pool = new Pool(origin, { connections, pipelining: 1, ...timeouts });
  }

  /** A failure is a reply as well, never an exception. */
  post(token: string, body: string): Promise<Reply> {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    return new Promise((resolve) => {
      const chunks: Buffer[] = [];
      let status = 0;
      let retryAfter: string | null = null;
      this.pool.dispatch(
        { method: 'POST', path: this.path, headers, body },
        {
          onRequestStart: () => undefined,
          onResponseStart: (_, statusCode, answered) => {
            status = statusCode;
            retryAfter = answered['retry-after']?.toString() ?? null;
          },
          onResponseData: (_, chunk) => void chunks.push(chunk),
          onResponseEnd: () => resolve({ status, retryAfter, text: Buffer.concat(chunks).toString('utf8') }),
          onResponseError: (_, error) => resolve({ failure: codeOf(error) }),
        },
      );
    });
  }

  close(): Promise<void> {
    return this.pool.destroy();
  }
}

function codeOf(error: NodeJS.ErrnoException): string {
  return error.code ?? error.message;
}

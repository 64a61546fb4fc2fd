import { RejectionPage, type Rejection } from '@entry/platform/batches/batch-rejections';
import { Problem } from '@entry/platform/http/problem';

const rowsOfPage = 1_000;
const patience = 10_000;

/** Which batch, and the `Authorization` of whoever asks: health-status decides by itself what it shows to whom. */
export interface AskedRejections {
  readonly kind: 'vaccination' | 'infection';
  readonly batchId: string;
  readonly authorization: string;
}

/** The rejections of the ministry's batches as health-status lists them. */
export class RejectionPages {
  constructor(private readonly healthStatusUrl: string) {}

  /** All of them in the order of the file. Throws the problem that health-status answers, 503 `SERVICE_UNREACHABLE` when it does not. */
  async *of(asked: AskedRejections): AsyncGenerator<Rejection[]> {
    for (let cursor: string | null = '0'; cursor !== null;) {
      const page = await this.read(asked, cursor);
      yield page.items;
      cursor = page.nextCursor;
    }
  }

  private async read({ kind, batchId, authorization }: AskedRejections, cursor: string): Promise<RejectionPage> {
    const path = `/v1/${kind}-batches/${batchId}/rejections?limit=${rowsOfPage}&cursor=${cursor}`;
    const headers = { authorization, accept: 'application/json' };
    const request = { headers, signal: AbortSignal.timeout(patience) };
    const response = await fetch(new URL(path, this.healthStatusUrl), request).catch(() => null);
    if (!response) throw unreachable();
    const body: unknown = await response.json();
    if (response.ok) return RejectionPage.parse(body);
    const { code, detail } = body as { code: string; detail: string };
    throw new Problem(response.status, code, detail);
  }
}

const unreachable = () =>
  new Problem(503, 'SERVICE_UNREACHABLE', 'health-status, which lists the rejections, does not answer now.', {
    headers: { 'retry-after': '5' },
  });

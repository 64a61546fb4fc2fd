import { CityClient, type Answer, type Verdict } from '@entry/client/city-client';

/** Sees what a client that scans meets beside answers: refusals, and requests whose connection failed. */
export class WatchedClient extends CityClient {
  readonly refusals: { status: number; code: string | undefined; retryAfter: string | null }[] = [];
  /** Codes of the errors, such as `ECONNREFUSED`: no connection was made, so that nothing was sent. */
  readonly failures: string[] = [];

  override async verify(...scan: Parameters<CityClient['verify']>): Promise<Answer<Verdict>> {
    try {
      const answer = await super.verify(...scan);
      const { status, body, headers } = answer;
      if (status !== 200) this.refusals.push({ status, code: body.code, retryAfter: headers.get('retry-after') });
      return answer;
    } catch (error) {
      const { code } = ((error as Error).cause ?? {}) as { code?: string };
      this.failures.push(code ?? String(error));
      throw error;
    }
  }
}

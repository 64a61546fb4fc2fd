import { Problem } from '@entry/platform/http/problem';
import { z } from 'zod';

const patience = 5_000;
const Answer = z.object({ subject: z.string() });

/** Who makes a pseudonym of a number: identity alone, and for whoever may ask it. */
export class SubjectSource {
  constructor(private readonly identityUrl: string) {}

  /** With the `Authorization` of whoever asks. Throws the problem that identity answers, 503 `SERVICE_UNREACHABLE` when it does not. */
  async subjectOf(idNumber: string, authorization: string): Promise<string> {
    const response = await fetch(new URL('/v1/subjects', this.identityUrl), {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ idNumber }),
      signal: AbortSignal.timeout(patience),
    }).catch(() => null);
    if (!response) throw unreachable();
    const body: unknown = await response.json();
    if (response.ok) return Answer.parse(body).subject;
    const { code, detail } = body as { code: string; detail: string };
    throw new Problem(response.status, code, detail);
  }
}

const unreachable = () =>
  new Problem(503, 'SERVICE_UNREACHABLE', 'identity, which knows the pseudonym of a number, does not answer now.', {
    headers: { 'retry-after': '5' },
  });

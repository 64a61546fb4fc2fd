import { setTimeout as delay } from 'node:timers/promises';
import { PushProblem } from './push-problem';

/** Where batches go, and who sends them. */
export interface Gateway {
  readonly url: string;
  readonly token: string;
  /** How long an outage is waited for, in milliseconds. */
  readonly patience: number;
  /** Told why it waits. */
  readonly onWait: (why: string) => void;
}

const firstPause = 500;
const longestPause = 30_000;
/** Come back: the first upload of this key is still under way, or there is too much, or something is away. */
const passing = new Set([409, 429, 502, 503, 504]);

/**
 * An answer that is a success. Tries again while the gateway is away or says that it will pass, as long as patience lasts. Throws a
 * PushProblem with what the gateway says against it.
 */
export async function insist(
  { url, token, patience, onWait }: Gateway,
  path: string,
  request: () => RequestInit = () => ({}),
): Promise<Response> {
  const giveUpAt = Date.now() + patience;
  for (let pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
    const { headers, ...rest } = request();
    const sent = { ...rest, headers: { authorization: `Bearer ${token}`, ...(headers as Record<string, string>) } };
    const answer = await fetch(url + path, sent).catch((error: Error) => error);
    if (answer instanceof Response && answer.ok) return answer;
    const why = answer instanceof Response ? await reasonOf(answer) : `${url} does not answer: ${causeOf(answer)}`;
    if (answer instanceof Response && !passing.has(answer.status)) throw new PushProblem(why);
    const asked = answer instanceof Response ? Number(answer.headers.get('retry-after') ?? 0) * 1_000 : 0;
    const wait = Math.max(pause, asked);
    if (Date.now() + wait > giveUpAt) throw new PushProblem(`${why} Given up; push the same file again to go on.`);
    onWait(why);
    await delay(wait);
  }
}

/** What an `application/problem+json` (RFC 9457) says. */
async function reasonOf(answer: Response): Promise<string> {
  const text = await answer.text();
  try {
    const {
      code,
      detail,
      errors = [],
    } = JSON.parse(text) as {
      code: string;
      detail: string;
      errors?: { pointer?: string; message: string }[];
    };
    return [
      `${answer.status} ${code}: ${detail}`,
      ...errors.map(({ pointer = '', message }) => `${pointer} ${message}`.trim()),
    ].join(' ');
  } catch {
    return `The gateway answered ${answer.status}.`;
  }
}

function causeOf({ message, cause }: Error): string {
  return cause instanceof Error ? cause.message || message : message;
}

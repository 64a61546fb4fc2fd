import type { Poster, Reply } from '@entry/client/poster';
import type { Change } from './change';
import { answerIn, measureChange } from './measure-change';

const answer = (decision: string, ...codes: string[]): Reply => ({
  status: 200,
  retryAfter: null,
  text: JSON.stringify({ decision, reasons: codes.map((code) => ({ code })) }),
});

/** A gate that lets somebody in until it has been asked so often after it could know. */
class SlowGate implements Pick<Poster, 'post'> {
  private asked = 0;

  constructor(
    private readonly knowsAfter: number,
    private readonly mayKnow: () => boolean,
  ) {}

  post(): Promise<Reply> {
    if (this.mayKnow()) this.asked += 1;
    return Promise.resolve(this.asked > this.knowsAfter ? answer('deny', 'INFECTED') : answer('allow'));
  }
}

const looksOfTheSlower = 40;

describe('measureChange', () => {
  it('waits for the slowest gate, from when the change was accepted', async () => {
    let isAccepted = false;
    const change: Change = {
      kind: 'positive',
      scan: { token: 'token', body: '{}' },
      accept: () => {
        isAccepted = true;
        return Promise.resolve();
      },
      isSeenIn: (reply) => answerIn(reply).codes.includes('INFECTED'),
    };
    const gates = [1, looksOfTheSlower].map(
      (knowsAfter) => new SlowGate(knowsAfter, () => isAccepted) as unknown as Poster,
    );

    const { measured } = await measureChange(change, gates, 1, new AbortController().signal);

    expect(measured.kind).toBe('positive');
    // One look each millisecond, or later.
    expect(measured.seenAfter).toBeGreaterThan(looksOfTheSlower / 2);
    expect(measured.scans).toBeGreaterThan(looksOfTheSlower);
  });
});

describe('answerIn', () => {
  it('reads nothing into what is no answer', () => {
    expect(answerIn({ failure: 'ECONNRESET' })).toEqual({ codes: [] });
    expect(answerIn({ status: 503, retryAfter: '1', text: '{"code":"OVERLOADED"}' })).toEqual({ codes: [] });
  });
});

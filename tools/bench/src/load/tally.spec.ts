import type { Card, Deck } from '../scans/deck';
import { Tally } from './tally';

const known: Card = { qr: 'known', decision: 'allow', reasons: [], answer: '{}' };
const stranger: Card = { qr: 'stranger', decision: 'check', reasons: [], answer: '{}' };
const deck: Deck = { known: [known], unknown: [stranger] };
const noDelay = { p50: 0, p99: 0, p999: 0, max: 0 };
const answer = (decision: string, ...codes: string[]) => ({
  status: 200,
  text: JSON.stringify({ decision, reasons: codes.map((code) => ({ code })) }),
});

describe('Tally', () => {
  it('counts each answer by what was found of it', () => {
    const tally = new Tally(deck, false);
    tally.record({ scanId: 'a', card: known }, answer('allow'), 1);
    tally.record({ scanId: 'b', card: known }, answer('deny', 'INFECTED'), 1);
    tally.record({ scanId: 'c', card: stranger }, answer('check', 'FACTS_UNAVAILABLE'), 80);
    tally.record({ scanId: 'd', card: known }, answer('check', 'FACTS_UNAVAILABLE'), 80);
    tally.record({ scanId: 'e', card: known }, { failure: 'ECONNRESET' }, 5);

    expect(tally.turn(2, noDelay)).toMatchObject({
      sent: 5,
      answered: ['a', 'b', 'c', 'd'],
      perSecond: 2,
      right: 1,
      late: { known: 1, unknown: 1 },
      wrong: { 'deny INFECTED instead of allow': 1, 'no answer: ECONNRESET': 1 },
    });
  });

  it('counts the time of a scan that failed', () => {
    const tally = new Tally(deck, false);
    tally.record({ scanId: 'a', card: known }, { failure: 'no answer in time' }, 10_000);

    expect(tally.turn(1, noDelay).latency.p50).toBeGreaterThanOrEqual(9_990);
  });

  it('gives no figures of nothing', () => {
    expect(() => new Tally(deck, false).turn(1, noDelay)).toThrow('no scan was sent');
  });
});

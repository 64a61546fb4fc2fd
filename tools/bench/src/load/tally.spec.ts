import type { Card, Deck } from '../scans/deck';
import { Tally } from './tally';
import { wholeTurn } from './whole-turn';

const known: Card = { qr: 'known', decision: 'allow', reasons: [], answer: '{}' };
const stranger: Card = { qr: 'stranger', decision: 'check', reasons: [], answer: '{}' };
const deck: Deck = { known: [known], unknown: [stranger] };
const noDelay = { p50: 0, p99: 0, p999: 0, max: 0 };
const answer = (decision: string, ...codes: string[]) => ({
  status: 200,
  retryAfter: null,
  text: JSON.stringify({ decision, reasons: codes.map((code) => ({ code })) }),
});
const took = (milliseconds: number) => ({ sinceDue: milliseconds, sinceSent: milliseconds });
const turnOf = (tally: Tally) => tally.turn({ sending: 1, answering: 2 }, noDelay);

describe('Tally', () => {
  it('counts each answer by what was found of it', () => {
    const tally = new Tally(deck, false);
    tally.record({ scanId: 'a', card: known }, answer('allow'), took(1));
    tally.record({ scanId: 'b', card: known }, answer('deny', 'INFECTED'), took(1));
    tally.record({ scanId: 'c', card: stranger }, answer('check', 'FACTS_UNAVAILABLE'), took(80));
    tally.record({ scanId: 'd', card: known }, answer('check', 'FACTS_UNAVAILABLE'), took(80));
    tally.record({ scanId: 'e', card: known }, { failure: 'ECONNRESET' }, took(5));

    expect(wholeTurn([turnOf(tally)])).toMatchObject({
      sent: 5,
      answered: ['a', 'b', 'c', 'd'],
      perSecond: 2,
      offeredPerSecond: 5,
      right: 1,
      decisions: { allow: 1, check: 2, deny: 1 },
      late: { known: 1, unknown: 1 },
      wrong: { 'deny INFECTED instead of allow': 1, 'no answer: ECONNRESET': 1 },
    });
  });

  it('counts the time of a scan that failed', () => {
    const tally = new Tally(deck, false);
    tally.record({ scanId: 'a', card: known }, { failure: 'no answer in time' }, took(10_000));

    expect(wholeTurn([turnOf(tally)]).latency.p50).toBeGreaterThanOrEqual(9_990);
  });

  it('keeps refusals apart from what was accepted', () => {
    const tally = new Tally(deck, false);
    tally.record({ scanId: 'a', card: known }, answer('allow'), took(20));
    tally.record({ scanId: 'b', card: known }, { status: 503, retryAfter: '1', text: '{}' }, took(1));

    const turn = wholeTurn([turnOf(tally)]);

    expect(turn).toMatchObject({ sent: 2, answered: ['a'], right: 1, refused: 1, wrong: {} });
    expect(turn.latency.p50).toBeCloseTo(20, 1);
    expect(turn.refusedLatency?.p50).toBeCloseTo(1, 1);
  });
});

describe('wholeTurn', () => {
  it('puts together what several generators found', () => {
    const parts = [1, 3].map((milliseconds) => {
      const tally = new Tally(deck, false);
      tally.record({ scanId: `after ${milliseconds} ms`, card: known }, answer('allow'), took(milliseconds));
      tally.record({ scanId: 'x', card: known }, { failure: 'ECONNRESET' }, took(milliseconds));
      return turnOf(tally);
    });

    const turn = wholeTurn(parts);

    expect(turn).toMatchObject({ sent: 4, right: 2, wrong: { 'no answer: ECONNRESET': 2 }, perSecond: 1 });
    expect(turn.answered).toEqual(['after 1 ms', 'after 3 ms']);
    expect(turn.latency.max).toBeCloseTo(3, 1);
  });

  it('gives no figures of nothing', () => {
    expect(() => wholeTurn([turnOf(new Tally(deck, false))])).toThrow('no scan was answered');
  });
});

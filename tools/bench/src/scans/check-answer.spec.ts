import { checkAnswer, type Reply } from './check-answer';
import type { Card } from './deck';

const aCard: Card = { qr: '001090000001|…', decision: 'allow', reasons: [], answer: '{}' };
const anAnswer = (overrides: object = {}, status = 200): Reply => ({
  status,
  text: JSON.stringify({ scanId: 'scan-1', decision: 'allow', reasons: [], ...overrides }),
});

describe('checkAnswer', () => {
  it('finds the decision and the reasons right that the card got before', () => {
    expect(checkAnswer(anAnswer(), aCard, 'scan-1')).toEqual({ kind: 'right' });
  });

  it('counts a check for want of facts as late, not as wrong', () => {
    const late = anAnswer({ decision: 'check', reasons: [{ code: 'FACTS_UNAVAILABLE' }] });

    expect(checkAnswer(late, aCard, 'scan-1')).toEqual({ kind: 'late' });
  });

  it.each<[string, Reply]>([
    ['deny instead of allow', anAnswer({ decision: 'deny' })],
    ['check TEXT_DAMAGED instead of allow', anAnswer({ decision: 'check', reasons: [{ code: 'TEXT_DAMAGED' }] })],
    ["another scan's answer", anAnswer({ scanId: 'scan-2' })],
    ['status 503 CHECKPOINT_UNKNOWN', anAnswer({ code: 'CHECKPOINT_UNKNOWN' }, 503)],
    ['status 502', { status: 502, text: '<html>' }],
    ['an answer without a decision', { status: 200, text: 'null' }],
    ['no answer: ECONNRESET', { failure: 'ECONNRESET' }],
  ])('says %s', (what, reply) => {
    expect(checkAnswer(reply, aCard, 'scan-1')).toEqual({ kind: 'wrong', what });
  });

  it('asks no scan id of an answer that need not name its scan', () => {
    expect(checkAnswer(anAnswer({ scanId: 'learnt' }), aCard, null)).toEqual({ kind: 'right' });
  });
});

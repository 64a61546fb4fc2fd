import type { Reply } from '@entry/client/poster';
import { checkAnswer } from './check-answer';
import type { Card } from './deck';

const aCard: Card = { qr: '001090000001|…', decision: 'allow', reasons: [], answer: '{}' };
const anAnswer = (overrides: object = {}, status = 200): Reply => ({
  status,
  retryAfter: null,
  text: JSON.stringify({ scanId: 'scan-1', decision: 'allow', reasons: [], ...overrides }),
});

describe('checkAnswer', () => {
  it('finds the decision and the reasons right that the card got before', () => {
    expect(checkAnswer(anAnswer(), aCard, 'scan-1')).toEqual({ kind: 'right', decision: 'allow' });
  });

  it('counts a check for want of facts as late, not as wrong', () => {
    const late = anAnswer({ decision: 'check', reasons: [{ code: 'FACTS_UNAVAILABLE' }] });

    expect(checkAnswer(late, aCard, 'scan-1')).toEqual({ kind: 'late', decision: 'check' });
  });

  it('lets a deny stay one for want of facts, and nobody else become it', () => {
    const reasons = [{ code: 'INFECTED' }, { code: 'FACTS_UNAVAILABLE' }];
    const denied = anAnswer({ decision: 'deny', reasons });

    expect(checkAnswer(denied, { ...aCard, decision: 'deny', reasons: ['INFECTED'] }, 'scan-1').kind).toBe('late');
    expect(checkAnswer(denied, aCard, 'scan-1').kind).toBe('wrong');
    expect(checkAnswer(anAnswer({ decision: 'allow', reasons }), aCard, 'scan-1').kind).toBe('wrong');
  });

  it('counts somebody whom the owners were asked about, and do not know, as late where the cache alone knows her', () => {
    const unknown = anAnswer({ decision: 'check', reasons: [{ code: 'NOT_IN_REGISTER' }] });

    expect(checkAnswer(unknown, { ...aCard, onlyCached: true }, 'scan-1')).toMatchObject({ kind: 'late' });
    expect(checkAnswer(unknown, aCard, 'scan-1')).toMatchObject({ kind: 'wrong' });
  });

  it.each<[Card['decision'], string[], string]>([
    ['allow', [], 'check'],
    ['deny', ['INFECTED'], 'deny'],
  ])('lets a gate that would say %s say that it could not record the scan', (decision, reasons, safe) => {
    const card = { ...aCard, decision, reasons };
    const codes = [...reasons, 'NOT_RECORDED'].map((code) => ({ code }));

    expect(checkAnswer(anAnswer({ decision: safe, reasons: codes }), card, 'scan-1').kind).toBe('unkept');
    expect(checkAnswer(anAnswer({ decision: 'allow', reasons: codes }), card, 'scan-1').kind).toBe('wrong');
  });

  it.each([429, 503])('takes %i for a refusal only where it says when to come again', (status) => {
    const refusal = { status, text: '{"code":"OVERLOADED"}' };

    expect(checkAnswer({ ...refusal, retryAfter: '1' }, aCard, 'scan-1')).toEqual({ kind: 'refused' });
    expect(checkAnswer({ ...refusal, retryAfter: null }, aCard, 'scan-1')).toMatchObject({ kind: 'wrong' });
  });

  it.each<[string, Reply]>([
    ['deny instead of allow', anAnswer({ decision: 'deny' })],
    ['check TEXT_DAMAGED instead of allow', anAnswer({ decision: 'check', reasons: [{ code: 'TEXT_DAMAGED' }] })],
    ["another scan's answer", anAnswer({ scanId: 'scan-2' })],
    ['status 503 CHECKPOINT_UNKNOWN', anAnswer({ code: 'CHECKPOINT_UNKNOWN' }, 503)],
    ['status 502', { status: 502, retryAfter: null, text: '<html>' }],
    ['an answer without a decision', { status: 200, retryAfter: null, text: 'null' }],
    ['no answer: ECONNRESET', { failure: 'ECONNRESET' }],
  ])('says %s', (what, reply) => {
    expect(checkAnswer(reply, aCard, 'scan-1')).toMatchObject({ kind: 'wrong', what });
  });

  it('asks no scan id of an answer that need not name its scan', () => {
    expect(checkAnswer(anAnswer({ scanId: 'learnt' }), aCard, null)).toEqual({ kind: 'right', decision: 'allow' });
  });
});

import { AnalyticsAccessEventV1 } from '@entry/contracts/events/access-event.v1';
import { createHmac, createSecretKey } from 'node:crypto';
import { VisitorPseudonyms } from './visitor-pseudonyms';

const key = createSecretKey(Buffer.alloc(32, 1));
const pseudonyms = new VisitorPseudonyms(key);
const subject = 'AAAAAAAAAAAAAAAAAAAAAA';
const eventId = '0190a5f0-0000-7000-8000-000000000001';
const { visitor: Visitor, eventId: EventId } = AnalyticsAccessEventV1.data.shape;

const hmac = (secret: Parameters<typeof createHmac>[1], text: string) =>
  createHmac('sha256', secret).update(text).digest();

describe('VisitorPseudonyms', () => {
  it('names a visitor by the key, the local day and the subject', () => {
    const expected = hmac(hmac(key, '2026-11-23'), subject).subarray(0, 16).toString('base64url');

    expect(pseudonyms.visitor(subject, '2026-11-23T08:00:03.120+07:00')).toBe(expected);
    expect(() => Visitor.parse(expected)).not.toThrow();
  });

  it('keeps the name through a local day and changes it at local midnight', () => {
    const first = pseudonyms.visitor(subject, '2026-11-23T00:00:00+07:00');

    expect(pseudonyms.visitor(subject, '2026-11-23T16:59:59.999Z')).toBe(first);
    expect(pseudonyms.visitor(subject, '2026-11-23T17:00:00.000Z')).not.toBe(first);
  });

  it('gives two people two names', () => {
    const other = 'BBBBBBBBBBBBBBBBBBBBBB';

    expect(pseudonyms.visitor(other, '2026-11-23T01:00:00Z')).not.toBe(
      pseudonyms.visitor(subject, '2026-11-23T01:00:00Z'),
    );
  });

  it('gives an event another id, always the same, that is a UUID', () => {
    const other = pseudonyms.eventId(eventId);

    expect(other).not.toBe(eventId);
    expect(pseudonyms.eventId(eventId.toUpperCase())).toBe(other);
    expect(other).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(() => EventId.parse(other)).not.toThrow();
  });

  it('gives other names under another key', () => {
    const others = new VisitorPseudonyms(createSecretKey(Buffer.alloc(32, 2)));

    expect(others.visitor(subject, '2026-11-23T01:00:00Z')).not.toBe(
      pseudonyms.visitor(subject, '2026-11-23T01:00:00Z'),
    );
    expect(others.eventId(eventId)).not.toBe(pseudonyms.eventId(eventId));
  });
});

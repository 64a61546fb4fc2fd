import { readCursor, writeCursor } from './page-cursor';

const eventId = '0190a5f0-0000-7000-8000-000000000001';
const receivedAt = new Date('2026-11-23T01:00:03.120Z');
const encoded = (text: string) => Buffer.from(text).toString('base64url');

describe('page cursor', () => {
  it('reads what it wrote', () => {
    const position = { receivedAt, eventId };

    expect(readCursor(writeCursor(position))).toEqual(position);
  });

  it.each([
    '',
    'x',
    encoded(eventId),
    `${writeCursor({ receivedAt, eventId })}=`,
    ` ${writeCursor({ receivedAt, eventId })}`,
    encoded(`2026-02-30T01:00:03.120Z ${eventId}`),
    encoded(`0000-11-23T01:00:03.120Z ${eventId}`),
    encoded(`2026-11-23T01:00:03.120Z ${eventId.replace('0190', '019x')}`),
    encoded(`2026-11-23T01:00:03.120Z ${eventId}' OR true --`),
  ])('refuses %j', (cursor) => {
    expect(readCursor(cursor)).toBeNull();
  });
});

import { readCursor, writeCursor } from './page-cursor';

const id = '0190a5f0-0000-7000-8000-000000000001';
const at = new Date('2026-11-23T01:00:03.120Z');
const encoded = (text: string) => Buffer.from(text).toString('base64url');

describe('page cursor', () => {
  it('reads what it wrote', () => {
    const position = { at, id };

    expect(readCursor(writeCursor(position))).toEqual(position);
  });

  it.each([
    '',
    'x',
    encoded(id),
    `${writeCursor({ at, id })}=`,
    ` ${writeCursor({ at, id })}`,
    encoded(`2026-02-30T01:00:03.120Z ${id}`),
    encoded(`0000-11-23T01:00:03.120Z ${id}`),
    encoded(`2026-11-23T01:00:03.120Z ${id.replace('0190', '019x')}`),
    encoded(`2026-11-23T01:00:03.120Z ${id}' OR true --`),
  ])('refuses %j', (cursor) => {
    expect(readCursor(cursor)).toBeNull();
  });
});

import { fromCursor, toCursor } from './cursor';

const written = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('cursor', () => {
  it('leads back to the place that it was made of', () => {
    const place = { createdAt: new Date('2026-11-23T01:00:03.141Z'), id: '0190b1f4-0000-7000-8000-000000000001' };

    expect(fromCursor(toCursor(place))).toEqual(place);
  });

  it.each(['', 'nonsense', '%00', written([]), written(['2026-11-23T01:00:03Z', "'; --"]), written(['soon', null])])(
    'refuses %j',
    (cursor) => {
      expect(() => fromCursor(cursor)).toThrow('The cursor is none');
    },
  );
});

import { isStorable } from './storable-instant';

describe('isStorable', () => {
  it.each(['0001-01-01T00:00:00Z', '1970-01-01T00:00:00+07:00', '9999-12-31T23:59:59.999Z'])('takes %s', (text) => {
    expect(isStorable(new Date(text))).toBe(true);
  });

  it.each(['0000-12-31T23:59:59Z', '0001-01-01T00:00:00+07:00', '9999-12-31T23:59:59-07:00', 'no instant'])(
    'refuses %s',
    (text) => {
      expect(isStorable(new Date(text))).toBe(false);
    },
  );
});

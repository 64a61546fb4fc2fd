import { suggestSessions } from './sessions';

describe('suggestSessions', () => {
  it('fills mornings and afternoons, and leaves Sundays out', () => {
    // A Saturday.
    const sessions = suggestSessions(7, { from: '2030-06-01', size: 2 });

    expect(sessions.map(({ on, half }) => `${on} ${half}`)).toEqual([
      '2030-06-01 morning',
      '2030-06-01 morning',
      '2030-06-01 afternoon',
      '2030-06-01 afternoon',
      '2030-06-03 morning',
      '2030-06-03 morning',
      '2030-06-03 afternoon',
    ]);
  });

  it('needs nobody', () => expect(suggestSessions(0, { from: '2030-06-01', size: 2 })).toEqual([]));
});

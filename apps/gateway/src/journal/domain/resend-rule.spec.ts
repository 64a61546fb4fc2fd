import { ResendRule } from './resend-rule';

const seconds = 1_000;

describe('ResendRule', () => {
  /** The seconds at which it says to send again, asked each second. */
  const resentAt = (until: number, oldestAt: (second: number) => string | null) => {
    const rule = new ResendRule();
    const all = Array.from({ length: until + 1 }, (_, second) => second);
    return all.filter((second) => rule.isDue(oldestAt(second), second * seconds));
  };

  it('sends again what stays the oldest, ever more seldom', () => {
    expect(resentAt(1_000, () => 'lost')).toEqual([30, 90, 210, 450, 930]);
  });

  it('waits ten minutes at most', () => {
    const all = resentAt(10_000, () => 'lost');

    expect(all.at(-1)! - all.at(-2)!).toBe(600);
  });

  it('sends nothing twice while the oldest changes, however old it is', () => {
    expect(resentAt(1_000, (second) => `entry ${Math.floor(second / 20)}`)).toEqual([]);
  });

  it('begins anew with the next that is lost', () => {
    expect(resentAt(150, (second) => (second < 95 ? 'lost' : 'lost as well'))).toEqual([30, 90, 125]);
  });

  it('has nothing to send again when nothing is unconfirmed', () => {
    expect(resentAt(1_000, () => null)).toEqual([]);
  });
});

import { planKills, victims } from './kill-plan';

describe('planKills', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(planKills(7, 40, 10)).toEqual(planKills(7, 40, 10));
    expect(planKills(7, 40, 10)).not.toEqual(planKills(8, 40, 10));
  });

  it('kills everybody equally often', () => {
    const plan = planKills(1, 3 * victims.length, 10);
    const times = victims.map((victim) => plan.filter((kill) => kill.victim === victim).length);

    expect(new Set(times)).toEqual(new Set([3]));
  });

  it('stays within the batches, in the order in which they come', () => {
    const batches = planKills(3, 50, 6).map(({ batch }) => batch);

    expect(batches).toEqual([...batches].sort((a, b) => a - b));
    expect(Math.min(...batches)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...batches)).toBeLessThan(6);
  });
});

import { planFaults, victims, type FaultKind } from './fault-plan';

const plan = (seed: number, counts: Partial<Parameters<typeof planFaults>[1]>, batches = 10) =>
  planFaults(seed, { kills: 0, pauses: 0, flushes: 0, ...counts }, batches);
const all = { kills: 40, pauses: 12, flushes: 3 };

describe('planFaults', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(plan(7, all)).toEqual(plan(7, all));
    expect(plan(7, all)).not.toEqual(plan(8, all));
  });

  it('has as many of each kind as are wanted', () => {
    const faults = plan(5, all);
    const count = (kind: FaultKind) => faults.filter((fault) => fault.kind === kind).length;

    expect([count('kill'), count('pause'), count('flush')]).toEqual([40, 12, 3]);
  });

  it.each([{ kills: 3 * victims.length }, { pauses: 3 * victims.length }])(
    'strikes everybody equally often with %j',
    (counts) => {
      const faults = plan(1, counts);
      const times = victims.map((victim) => faults.filter((fault) => fault.victim === victim).length);

      expect(new Set(times)).toEqual(new Set([3]));
    },
  );

  it('stays within the batches, in the order in which they come', () => {
    const batches = plan(3, all, 6).map(({ batch }) => batch);

    expect(batches).toEqual([...batches].sort((a, b) => a - b));
    expect(Math.min(...batches)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...batches)).toBeLessThan(6);
  });
});

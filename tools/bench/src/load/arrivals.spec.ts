import { constantArrivals, firstNotDue } from './arrivals';

describe('constantArrivals', () => {
  it('spreads the scans evenly, without drift', () => {
    const { count, dueAt } = constantArrivals(600, 20);

    expect(count).toBe(12_000);
    expect([dueAt(0), dueAt(3), dueAt(600), dueAt(11_999)]).toEqual([0, 5, 1_000, 11_999_000 / 600]);
  });
});

describe('firstNotDue', () => {
  const arrivals = constantArrivals(100, 1);

  it('makes up for scans that became due while the generator was held up', () => {
    expect(firstNotDue(arrivals, 2, 55)).toBe(6);
  });

  it('sends none twice, and none after the last', () => {
    expect(firstNotDue(arrivals, 7, 55)).toBe(7);
    expect(firstNotDue(arrivals, 90, 60_000)).toBe(100);
  });
});

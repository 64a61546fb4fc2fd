import { BulkPace } from './bulk-pace';

describe('BulkPace', () => {
  const after = (...reports: number[]) => {
    const pace = new BulkPace();
    reports.forEach((slowScans) => pace.heard(slowScans));
    return pace.restAfter(10);
  };
  const many = (report: number, times = 100) => Array.from({ length: times }, () => report);

  it('does not rest while scans are quick', () => {
    expect(after()).toBe(0);
    expect(after(...many(0.01))).toBe(0);
  });

  it('rests the longer the longer scans are slow, within bounds', () => {
    const rests = [1, 2, 3, 4, 20].map((times) => after(...many(0.5, times)));
    expect(rests).toEqual([5, 10, 20, 40, 160]);
    const pace = new BulkPace();
    many(1).forEach((slowScans) => pace.heard(slowScans));
    expect(pace.restAfter(10_000)).toBe(1_000);
  });

  it('goes back to full speed when scans are quick again, and at once rests longer when they are not', () => {
    expect(after(0.5, 0.5, 0)).toBe(9);
    expect(after(0.5, 0.5, 0, 0.5)).toBe(18);
    expect(after(...many(0.5), ...many(0))).toBe(0);
  });

  it('gives what the part gave, and what it threw', async () => {
    const pace = new BulkPace();
    expect(await pace.yielding(() => Promise.resolve(7))).toBe(7);
    await expect(pace.yielding(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });
});

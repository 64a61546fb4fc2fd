import { freshnessOf, type CacheProgress } from './freshness';

/** Two partitions, both past their end; each test changes only what it is about. */
const aProgress = (overrides: Partial<CacheProgress> = {}): CacheProgress => ({
  positions: { 0: '10', 1: '20' },
  ends: { 0: '10', 1: '20' },
  heartbeats: { 0: '7|2022-01-01T00:00:07.000Z', 1: '8|2022-01-01T00:00:08.000Z' },
  ...overrides,
});

describe('freshnessOf', () => {
  it('is as fresh as the slowest partition', () => {
    expect(freshnessOf(2, aProgress())).toEqual({
      complete: true,
      filled: 1,
      sequence: 7,
      asOf: new Date('2022-01-01T00:00:07.000Z'),
    });
  });

  it('knows nothing while one partition has no heartbeat', () => {
    const freshness = freshnessOf(2, aProgress({ heartbeats: { 0: '7|2022-01-01T00:00:07.000Z' } }));
    expect(freshness).toMatchObject({ complete: true, sequence: 0, asOf: null });
  });

  it.each<[string, Partial<CacheProgress>]>([
    ['a partition is before its end', { positions: { 0: '10', 1: '19' } }],
    ['a partition was never read', { positions: { 0: '10' } }],
    ['a partition was not begun', { ends: { 0: '10' } }],
  ])('is not complete while %s', (_, given) => {
    expect(freshnessOf(2, aProgress(given)).complete).toBe(false);
  });

  it('is complete at once where the topic was empty', () => {
    expect(freshnessOf(2, { positions: {}, ends: { 0: '0', 1: '0' }, heartbeats: {} }).complete).toBe(true);
  });

  it('tells how much is read of what was there when the cache was begun', () => {
    expect(freshnessOf(2, aProgress({ positions: {} })).filled).toBe(0);
    expect(freshnessOf(2, aProgress({ positions: { 0: '5', 1: '10' } })).filled).toBe(0.5);
    expect(freshnessOf(2, aProgress({ positions: { 0: '500', 1: '10' } })).filled).toBeCloseTo(20 / 30);
    expect(freshnessOf(2, aProgress({ positions: { 0: '500', 1: '600' } })).filled).toBe(1);
  });
});

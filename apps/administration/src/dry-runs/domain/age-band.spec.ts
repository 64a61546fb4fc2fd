import { ageBandOf } from './age-band';

describe('ageBandOf', () => {
  it.each<[number | null, string]>([
    [1990, '27-36'],
    [2020, '0-6'],
    [1930, '87+'],
    [null, 'unknown'],
  ])('of %p in 2026 is %s', (decade, band) => {
    expect(ageBandOf(decade, { year: 2026, oldest: 1930 })).toBe(band);
  });
});

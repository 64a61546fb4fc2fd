import fc from 'fast-check';
import { permute } from './permutation';

describe('permute', () => {
  it('gives each number of the space once, whatever the key', () => {
    const space = fc.record({ high: fc.integer({ min: 1, max: 60 }), low: fc.integer({ min: 1, max: 60 }) });

    fc.assert(
      fc.property(space, fc.integer({ min: 0, max: 2 ** 32 - 1 }), ({ high, low }, key) => {
        const all = Array.from({ length: high * low }, (_, index) => permute(index, { high, low }, key));

        expect(new Set(all).size).toBe(high * low);
        expect(Math.min(...all)).toBe(0);
        expect(Math.max(...all)).toBe(high * low - 1);
      }),
    );
  });
});

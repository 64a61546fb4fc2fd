import { spreadOf } from './spread';

describe('spreadOf', () => {
  it('orders numbers as numbers', () => {
    expect(spreadOf([100, 9, 20])).toEqual({ median: 20, min: 9, max: 100 });
  });

  it('takes the mean of the middle two of an even number', () => {
    expect(spreadOf([4, 1, 2, 3])).toEqual({ median: 2.5, min: 1, max: 4 });
  });
});

import { quantityWarnings, type QuantityWarning } from './quantity-warning';

describe('quantityWarnings', () => {
  it.each<[number, number, QuantityWarning[]]>([
    [3, 900, []],
    [1, 5, []],
    [10, 999, ['MORE_THAN_NEEDED']],
    [10, 1_000, []],
    [2, 10_800, []],
    [2, 10_801, ['FEWER_THAN_NEEDED']],
  ])('for %i devices and %i people a day are %j', (quantity, peopleADay, warnings) => {
    expect(quantityWarnings({ quantity, peopleADay })).toEqual(warnings);
  });
});

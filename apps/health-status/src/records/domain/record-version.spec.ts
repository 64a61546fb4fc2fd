import fc from 'fast-check';
import { historyOf, type RecordVersion } from './record-version';

interface Version extends RecordVersion {
  readonly says: string;
}

const version = (says: string, arrival: number, row = 1, revision: number | null = null): Version => ({
  record_id: 'R1',
  says,
  arrival,
  row,
  revision,
  attempt: 1,
});
const sayTheSame = (one: Version, other: Version) => one.says === other.says;

describe('historyOf', () => {
  it('lets a later row replace an earlier one', () => {
    const [first, correction] = [version('a', 1), version('b', 2)];

    expect(historyOf(first, [correction], sayTheSame)).toEqual({
      versions: [first, correction],
      changing: new Set([correction]),
    });
  });

  it('orders the rows of one batch by their place', () => {
    const [first, correction] = [version('a', 1, 1), version('b', 1, 2)];

    expect(historyOf(null, [correction, first], sayTheSame).versions).toEqual([first, correction]);
  });

  it('changes nothing by a row that comes after its successor', () => {
    const [late, newer] = [version('a', 1), version('b', 2)];

    expect(historyOf(newer, [late], sayTheSame)).toEqual({ versions: [late, newer], changing: new Set() });
  });

  it('takes the row with the highest revision for the newest, whenever it came', () => {
    const [corrected, original] = [version('b', 1, 1, 2), version('a', 2, 1, 1)];

    expect(historyOf(corrected, [original], sayTheSame).versions.at(-1)).toBe(corrected);
    expect(historyOf(original, [corrected], sayTheSame).changing).toEqual(new Set([corrected]));
    expect(historyOf(corrected, [version('c', 3)], sayTheSame).versions.at(-1)).toBe(corrected);
  });

  it('ends with the same row, in whatever order and in however many deliveries they come', () => {
    const some = fc.record({ arrival: fc.nat(5), row: fc.nat(3), revision: fc.option(fc.nat(2)) });
    const rows = fc.uniqueArray(some, { selector: ({ arrival, row }) => `${arrival}:${row}`, minLength: 1 });
    const newestOf = (come: readonly Version[]) =>
      come.reduce<Version | null>((held, one) => historyOf(held, [one], sayTheSame).versions.at(-1) ?? held, null);

    fc.assert(
      fc.property(
        rows.chain((given) => fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length }))),
        ([given, shuffled]) => {
          const [one, other] = [given, shuffled].map((come) =>
            come.map((row) => ({ record_id: 'R1', attempt: 1, says: `${row.arrival}:${row.row}`, ...row })),
          );
          expect(newestOf(other!)).toEqual(newestOf(one!));
          expect(historyOf(null, one as [Version], sayTheSame).versions.at(-1)).toEqual(newestOf(one!));
        },
      ),
    );
  });

  it('changes nothing by a row that repeats what the record said', () => {
    const again = version('a', 2);

    expect(historyOf(version('a', 1), [again], sayTheSame)).toEqual({
      versions: [version('a', 1), again],
      changing: new Set(),
    });
  });
});

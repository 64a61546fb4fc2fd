import { historyOf, type RecordVersion } from './record-version';

interface Version extends RecordVersion {
  readonly says: string;
}

const version = (says: string, arrival: number, row = 1): Version => ({ record_id: 'R1', says, arrival, row });
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

  it('changes nothing by a row that repeats what the record said', () => {
    const again = version('a', 2);

    expect(historyOf(version('a', 1), [again], sayTheSame)).toEqual({
      versions: [version('a', 1), again],
      changing: new Set(),
    });
  });
});

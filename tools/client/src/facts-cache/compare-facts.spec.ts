import { encodeCitizen } from '@entry/platform/facts/facts-format';
import { compareFacts } from './compare-facts';

const tag = 'A'.repeat(22);
const encoded = (subject: string, version: number, status: 'active' | 'cancelled' = 'active') =>
  encodeCitizen({
    subject,
    status,
    cardIssuedOn: '2022-01-01',
    tags: { name: tag, birthDate: tag, birthYear: tag, sex: tag },
    version,
  });
const facts = (...all: [string, Buffer][]) => new Map(all);

describe('compareFacts', () => {
  it('counts who is the same on both sides, and nobody who is on neither', () => {
    const both = facts(['a', encoded('a', 1)], ['b', encoded('b', 7)]);

    expect(compareFacts(['a', 'b', 'c'], both, both)).toEqual({ same: 2, different: [] });
  });

  it('finds who is missing, who has no owner, and who differs in a version or only in a byte', () => {
    const owned = facts(['gone', encoded('gone', 2)], ['late', encoded('late', 3)], ['wrong', encoded('wrong', 1)]);
    const cached = facts(
      ['late', encoded('late', 2)],
      ['wrong', encoded('wrong', 1, 'cancelled')],
      ['nobody', encoded('nobody', 1)],
      ['broken', Buffer.from('x')],
    );

    expect(compareFacts(['gone', 'late', 'wrong', 'nobody', 'broken'], owned, cached)).toEqual({
      same: 0,
      different: [
        { subject: 'gone', kind: 'missing', owned: 2, cached: null },
        { subject: 'late', kind: 'mismatched', owned: 3, cached: 2 },
        { subject: 'wrong', kind: 'mismatched', owned: 1, cached: 1 },
        { subject: 'nobody', kind: 'unowned', owned: null, cached: 1 },
        { subject: 'broken', kind: 'unowned', owned: null, cached: null },
      ],
    });
  });
});

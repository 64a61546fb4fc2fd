import { randomUUID } from 'node:crypto';
import { fromCompactScan, toCompactScan, type KnownScan } from './compact-scan';

const scanId = randomUUID();
const aKnownScan = (overrides: Partial<KnownScan['first']> = {}): KnownScan => ({
  digest: 'A'.repeat(22),
  first: {
    scanId,
    decision: 'allow',
    reasons: [],
    checkedAt: '2026-11-23T01:00:03.141Z',
    policyVersion: '2026-11-01.1',
    factsAsOf: null,
    ...overrides,
  },
});

describe('a compact scan', () => {
  it.each([
    ['an allow', {}],
    ['the freshness of its facts', { factsAsOf: '2026-11-23T01:00:02.000Z' }],
    [
      'reasons in both languages',
      { decision: 'deny', reasons: [{ code: 'A_RULE', message: { vi: 'Không cho vào', en: 'Do not let in' } }] },
    ],
  ] as const)('gives back what it was made of: %s', (_, overrides) => {
    const scan = aKnownScan(overrides as Partial<KnownScan['first']>);

    expect(fromCompactScan(scanId, toCompactScan(scan))).toEqual(scan);
  });

  it('takes an answer without reasons in less than 100 characters', () => {
    expect(toCompactScan(aKnownScan({ factsAsOf: '2026-11-23T01:00:02.000Z' })).length).toBeLessThan(100);
  });

  it.each(['', '{', 'null', '[]', '["digest","perhaps",[],1,"none",null]', '["digest","allow",[],"1","none",null]'])(
    'is not read out of %j',
    (text) => expect(fromCompactScan(scanId, text)).toBeNull(),
  );
});

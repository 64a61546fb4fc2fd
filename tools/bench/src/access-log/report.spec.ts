import { aTurn } from '../load/turn.fake';
import type { AccessLogFound, MeasuredLog } from './measure';
import { checksOf, report } from './report';

const options = { rows: [10_000_000], days: 6, rate: 5_000, scanRate: 600, seconds: 30, questions: 100, seed: 1 };
const what = 'page, of an agency';
const aLog = (overrides: Partial<MeasuredLog> = {}): MeasuredLog => ({
  size: { rows: 10_000_000, events: 5_000_000_000, recorded: 1_000_000_000 },
  ingest: {
    events: 150_000,
    storedPerSecond: 4_950,
    mostBehind: 2_000,
    drained: 400,
    told: 500,
    cpu: { postgres: 150 },
  },
  searchable: { scans: 200, p50: 500, p99: 900, p999: 950, max: 950 },
  scans: aTurn(),
  asked: [{ what, times: 100, tooMany: 0, p50: 5, p95: 20, p99: 30, p999: 30, max: 30 }],
  ...overrides,
});
const found = (log: Partial<MeasuredLog> = {}): AccessLogFound => ({
  logs: [aLog(log)],
  filledPerSecond: 50_000,
  plans: 'Limit',
  exported: [],
});
const missed = (log: Partial<MeasuredLog>) =>
  checksOf(found(log))
    .filter(({ holds }) => !holds)
    .map((check) => check.what);

describe('checksOf', () => {
  it('finds nothing wrong with a run in which all went well', () => {
    expect(missed({})).toEqual([]);
  });

  it.each<[string, Partial<MeasuredLog>]>([
    ['at least 5,000 events a second', { ingest: { ...aLog().ingest, storedPerSecond: 4_700 } }],
    ['drained within 10 s', { ingest: { ...aLog().ingest, drained: 10_001 } }],
    ['searchable within 2 s (p99)', { searchable: { ...aLog().searchable, p99: 2_001 } }],
    [`${what}, p95 at most 100 ms`, { asked: [{ ...aLog().asked[0]!, p95: 101 }] }],
  ])('finds %s', (check, log) => {
    expect(missed(log)).toEqual([`10,000,000 rows: ${check}`]);
  });
});

describe('report', () => {
  it('shows rates, bytes a row, and how long each question took', () => {
    const text = report(found(), options, { at: new Date('2026-11-27T08:00:00Z'), machine: '2 cores' });

    expect(text).toMatch(/\| 10,000,000 rows \| 150,000 +\| 4,950 +\| 2,000 +\| 400 +\| 500 +\| 500 +\| 600 +\|/);
    expect(text).toMatch(/\| page, of an agency \| 100 +\| 5\.00 +\| 20\.0 +\| 30\.0 +\| 0 +\|/);
    expect(text).toContain('Limit');
  });
});

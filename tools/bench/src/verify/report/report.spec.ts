import type { Card } from '../../scans/deck';
import type { Measurement, MeasureOptions, SizeMeasurement } from '../measure';
import { report } from './report';
import { aVerifyTurn as aTurn } from '../verify-turn.fake';

const options: MeasureOptions = {
  ...{
    citizens: 10_000,
    people: null,
    cards: 20_000,
    seed: 1,
    devices: 8,
    generators: 1,
    connections: 32,
    rates: [600],
  },
  ...{ rounds: 3, seconds: 20, warmUp: 10, overload: false },
};
const card = (decision: Card['decision']): Card => ({ qr: decision, decision, reasons: [], answer: '{}' });
const load = { kind: 'open', rate: 600, connections: 256, seconds: 20 } as const;
const aSize = (overrides: Partial<SizeMeasurement> = {}): SizeMeasurement => ({
  people: 10_000,
  deck: { known: [card('allow'), card('deny')], unknown: [card('check')] },
  growth: null,
  warmUp: aTurn(),
  contests: [
    {
      load,
      yardstick: [2, 4, 3].map((p99) => aTurn({ latency: { p50: 1, p99, p999: 5, max: 6 } })),
      verify: [30, 10, 20].map((p99) => aTurn({ latency: { p50: 5, p99, p999: 50, max: 60 } })),
    },
  ],
  ...overrides,
});
const aMeasurement = (overrides: Partial<Measurement> = {}): Measurement => ({
  sizes: [aSize()],
  overload: null,
  memory: [
    { name: 'gateway', processes: 1, memory: { resident: 200_000_000, peak: 250_000_000 } },
    { name: 'kafka', processes: 0, memory: null },
  ],
  stored: { answered: 400, missing: 0, twice: 0 },
  ...overrides,
});
const lines = (measurement: Measurement, given = options) =>
  report(measurement, given, { at: new Date('2026-11-24T08:00:00Z'), machine: '2 cores' })
    .replaceAll(/ +/g, ' ')
    .split('\n');

describe('report', () => {
  it('gives the median of the rounds with the least and the greatest, and how many times the yardstick that is', () => {
    const found = lines(aMeasurement());

    expect(found.find((line) => line.startsWith('| yardstick |'))).toContain('| 3.00 (2.00–4.00) |');
    expect(found.find((line) => line.startsWith('| verify |'))).toContain('| 20.0 (10.0–30.0) |');
    expect(found.find((line) => line.startsWith('| ratio |'))).toBe('| ratio | 1.00 | 5.00 | 6.67 | 10.0 | 10.0 |');
  });

  it('says when the generator was late itself', () => {
    const late = aTurn({ sentLate: { p50: 1, p99: 40, p999: 50, max: 60 } });
    const isSaid = (turn: typeof late) =>
      lines(aMeasurement({ sizes: [aSize({ contests: [{ load, yardstick: [aTurn()], verify: [turn] }] })] }))
        .join('\n')
        .includes('It was late itself');

    expect([isSaid(late), isSaid(aTurn())]).toEqual([true, false]);
  });

  it('says of a server without a process here that it was not measured', () => {
    expect(lines(aMeasurement())).toContain('| kafka | – | not measured: no process on this machine | – | – |');
  });

  it('shows memory, and CPU by the scan', () => {
    expect(lines(aMeasurement())).toContain('| gateway | 1 | 200 MB | 250 MB | 1.00 |');
  });

  it('shows what each size of the cache costs, in one table', () => {
    const growth = { bytesPerCitizen: 180, gatewayReadyAfter: 2_500, gatewayMemory: 150_000_000 };
    const sizes = [10_000, 1_000_000].map((people) => aSize({ people, growth }));

    expect(lines(aMeasurement({ sizes }), { ...options, people: [10_000, 1_000_000] })).toContain(
      '| 1,000,000 | 180 | 2.50 s | 150 MB | 20.0 | 50.0 |',
    );
  });

  it('shows what became of three times the peak', () => {
    const turn = aTurn({ sent: 300, refused: 200, perSecond: 580, offeredPerSecond: 1_800 });
    const overload = { steps: [{ connections: 16, turn: aTurn() }], peak: 600, rate: 1_800, turn };
    const found = lines(aMeasurement({ overload }));

    expect(found).toContain('| offered | 1,800 | | | | |');
    expect(found).toContain('| refused | 1,200 | – | – | – | – |');
    expect(found).toContain('| overload: goodput, at least 90 % of the peak | 97 % | ok |');
  });
});

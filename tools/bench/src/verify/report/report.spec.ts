import type { Card } from '../scans/deck';
import type { Measurement, MeasureOptions } from '../measure';
import { report } from './report';
import { aTurn } from './turn.fake';

const options: MeasureOptions = {
  ...{ citizens: 10_000, seed: 1, devices: 8, connections: 32, rates: [600], rounds: 3, seconds: 20, warmUp: 10 },
};
const card = (decision: Card['decision']): Card => ({ qr: decision, decision, reasons: [], answer: '{}' });
const aMeasurement = (overrides: Partial<Measurement> = {}): Measurement => ({
  deck: { known: [card('allow'), card('deny')], unknown: [card('check')] },
  warmUp: aTurn(),
  contests: [
    {
      load: { kind: 'open', rate: 600, seconds: 20 },
      yardstick: [2, 4, 3].map((p99) => aTurn({ latency: { p50: 1, p99, p999: 5, max: 6 } })),
      verify: [30, 10, 20].map((p99) => aTurn({ latency: { p50: 5, p99, p999: 50, max: 60 } })),
    },
  ],
  memory: [
    { name: 'gateway', processes: 1, memory: { resident: 200_000_000, peak: 250_000_000 } },
    { name: 'kafka', processes: 0, memory: null },
  ],
  stored: { answered: 400, missing: 0, twice: 0 },
  ...overrides,
});
const lines = (measurement: Measurement) =>
  report(measurement, options, { at: new Date('2026-11-24T08:00:00Z'), machine: '2 cores' })
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
    const load = { kind: 'open', rate: 600, seconds: 20 } as const;
    const isSaid = (turn: typeof late) =>
      lines(aMeasurement({ contests: [{ load, yardstick: [aTurn()], verify: [turn] }] }))
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
});

import { Latencies, percentilesOf } from './latencies';

describe('Latencies', () => {
  it('gives the percentiles of what it was told, to three digits', () => {
    const latencies = new Latencies();
    for (let milliseconds = 1; milliseconds <= 1_000; milliseconds++) latencies.record(milliseconds);

    const { p50, p99, p999, max } = latencies.percentiles()!;

    expect(p50 / 500).toBeCloseTo(1, 2);
    expect(p99 / 990).toBeCloseTo(1, 2);
    expect(p999 / 999).toBeCloseTo(1, 2);
    expect(max / 1_000).toBeCloseTo(1, 2);
  });

  it('tells fractions of a millisecond apart', () => {
    const latencies = new Latencies();
    latencies.record(0.25);

    expect(latencies.percentiles()?.p50).toBe(0.25);
  });

  it('has none of nothing', () => {
    expect(new Latencies().percentiles()).toBeNull();
  });
});

describe('percentilesOf', () => {
  it('puts together what was recorded in several places', () => {
    const [one, other] = [new Latencies(), new Latencies()];
    for (let count = 0; count < 99; count++) one.record(1);
    other.record(50);

    const found = percentilesOf([one.encoded(), other.encoded()]);

    expect(found?.p50).toBeCloseTo(1, 1);
    expect(found?.max).toBeCloseTo(50, 0);
    expect(percentilesOf([new Latencies().encoded()])).toBeNull();
  });
});

import { until } from '@entry/testing/until';
import { Logger, type MessageEvent } from '@nestjs/common';
import { Readiness } from '../health/readiness';
import type { Batch } from './batch';
import { BatchProgress } from './batch-progress';
import { BatchRepository } from './batch.repository';

const aBatch = (more: Partial<Batch> = {}): Batch => ({
  id: 'b1',
  state: 'processing',
  received: 2,
  invalid: 0,
  matched: 0,
  mismatched: 0,
  applied: 0,
  unchanged: 0,
  startedAt: '2022-01-10T00:00:00.000Z',
  completedAt: null,
  dryRun: false,
  ...more,
});

describe('BatchProgress', () => {
  let stored: Batch;
  let asked: number;
  let readiness: Readiness;
  let progress: BatchProgress;
  beforeEach(() => {
    Logger.overrideLogger(false);
    stored = aBatch();
    asked = 0;
    readiness = new Readiness();
    const findAll: BatchRepository['findAll'] = () => {
      asked += 1;
      return Promise.resolve([stored]);
    };
    progress = new BatchProgress({ findAll } as BatchRepository, readiness);
  });
  afterEach(() => progress.beforeApplicationShutdown());

  const follow = () => {
    const seen = { events: [] as MessageEvent[], hasEnded: false };
    const subscription = progress.follow(stored).subscribe({
      next: (event) => seen.events.push(event),
      complete: () => (seen.hasEnded = true),
    });
    return { seen, stop: () => subscription.unsubscribe() };
  };

  it('tells everybody who follows a batch of each change once, and of its end', async () => {
    const [one, other] = [follow().seen, follow().seen];
    stored = aBatch({ applied: 1 });
    await until('the change is told', () => one.events.length === 2);
    stored = aBatch({ applied: 2, state: 'completed' });
    await until('both have ended', () => one.hasEnded && other.hasEnded);

    const told = one.events.map(({ type, data }) => [type, (JSON.parse(data as string) as Batch).applied]);
    expect(told).toEqual([
      ['progress', 0],
      ['progress', 1],
      ['completed', 2],
    ]);
    expect(other.events).toEqual(one.events);
  });

  it('asks for nobody when nobody listens', async () => {
    const { stop } = follow();
    await until('it was asked for', () => asked > 0);
    stop();
    const before = asked;
    await new Promise((resolve) => setTimeout(resolve, 1_000));

    expect(asked).toBe(before);
  });

  it('ends without completed when the service stops', async () => {
    const { seen } = follow();
    readiness.fail('is stopping');
    await until('it has ended', () => seen.hasEnded);

    expect(seen.events.map(({ type }) => type)).toEqual(['progress']);
  });
});

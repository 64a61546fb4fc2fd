import { anAccessEvent } from '../storing/access-event.fake';
import { ScanQueue } from './scan-queue';

const never = () => false;

describe('ScanQueue', () => {
  it('gives scans in their order as they come', async () => {
    const queue = new ScanQueue();
    const events = queue.events(never);
    const scans = [anAccessEvent(), anAccessEvent()];
    expect((await events.next()).value).toBe('retry: 1000\n\n');
    const first = events.next();
    queue.push(scans[0]!);
    queue.push(scans[1]!);

    for (const [value, scan] of [
      [(await first).value, scans[0]!],
      [(await events.next()).value, scans[1]!],
    ] as const)
      expect(value).toBe(`id: ${scan.eventId}\nevent: scan\ndata: ${JSON.stringify(scan)}\n\n`);
    expect(queue.given).toBe(2);
    await events.return(undefined);
  });

  it('keeps a thousand for who takes none, and tells how many more there were', async () => {
    const queue = new ScanQueue();
    const scan = anAccessEvent();
    for (let count = 0; count < 1_500; count++) queue.push(scan);
    const events = queue.events(never);
    const told: string[] = [];
    while (told.length < 1_002) told.push(String((await events.next()).value));

    expect(told.filter((event) => event.includes('event: scan'))).toHaveLength(1_000);
    expect(told.at(-1)).toBe('event: skipped\ndata: {"scans":500}\n\n');
    await events.return(undefined);
  });

  it('ends when it is over', async () => {
    const events = new ScanQueue().events(() => true);
    await events.next();

    expect(await events.next()).toEqual({ done: true, value: undefined });
  });
});

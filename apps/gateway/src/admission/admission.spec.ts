import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { until } from '@entry/testing/until';
import { Admission, inTime } from './admission';
import { TurnBudget } from './turn-budget';

describe('Admission', () => {
  let now = 0;
  let admission: Admission;
  let server: Server;
  let url: string;
  const open: ServerResponse[] = [];

  beforeAll(async () => {
    const turn = new TurnBudget({ now: () => now, afterTurn: () => undefined });
    for (let request = 0; request < 100; request++) turn.isSpent();
    admission = new Admission(turn, () => now);
    server = createServer((request, response) =>
      admission.take(request, response, () => {
        if (request.url === '/v1/verify') open.push(response);
        else response.end('answered');
      }),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  const scan = () => fetch(`${url}/v1/verify`, { method: 'POST', body: '{}' });
  const isOpen = (count: number) => until(`${count} scans in flight`, () => Promise.resolve(open.length === count));

  it('refuses scans while turns take too long and many are in flight, tells when to come again, and lets other requests in', async () => {
    const scans = Array.from({ length: inTime }, scan);
    await isOpen(inTime);
    scans.push(scan());
    await isOpen(inTime + 1);
    now += 1_000;

    const refused = await scan();
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    expect(await refused.json()).toMatchObject({ status: 503, code: 'OVERLOADED' });
    expect(await (await fetch(`${url}/v1/devices`)).text()).toBe('answered');

    for (const response of open.splice(0)) response.end('answered');
    await Promise.all(scans.map(async (each) => expect((await each).status).toBe(200)));
    scans.push(scan());
    await isOpen(1);
    open.splice(0).forEach((response) => response.end('answered'));
    expect((await scans.at(-1))?.status).toBe(200);
  });

  it('tells the share of slow scans since it was last asked', async () => {
    admission.slowScans();
    const answer = async (...times: number[]) => {
      for (const time of times) {
        const answered = scan();
        await isOpen(1);
        now += time;
        open.splice(0).forEach((response) => response.end('answered'));
        await answered;
      }
    };
    await answer(10, 50, 51, 2_000);
    await until('all four', () => Promise.resolve(admission.look().details?.inFlight === 0));
    expect(admission.slowScans()).toBe(0.5);
    expect(admission.slowScans()).toBe(0);
  });
});

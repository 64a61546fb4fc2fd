import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Admission } from './admission';
import { TurnBudget } from './turn-budget';

describe('Admission', () => {
  let now = 0;
  let server: Server;
  let url: string;
  const answered: string[] = [];

  beforeAll(async () => {
    const turn = new TurnBudget({ now: () => now, afterTurn: () => undefined });
    for (let request = 0; request < 100; request++) turn.isSpent();
    const admission = new Admission(turn);
    server = createServer((request, response) =>
      admission.take(request, response, () => {
        answered.push(String(request.url));
        response.end('answered');
      }),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  const scan = () => fetch(`${url}/v1/verify`, { method: 'POST', body: '{}' });

  it('refuses scans while a turn takes too long, tells when to come again, and lets other requests in', async () => {
    expect(await (await scan()).text()).toBe('answered');
    now += 1_000;

    const refused = await scan();
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    expect(await refused.json()).toMatchObject({ status: 503, code: 'OVERLOADED' });
    expect(await (await fetch(`${url}/v1/devices`)).text()).toBe('answered');
    expect(answered).toEqual(['/v1/verify', '/v1/devices']);

    now -= 1_000;
    expect((await scan()).status).toBe(200);
  });
});

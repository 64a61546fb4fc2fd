import { once } from 'node:events';
import { createServer } from 'node:net';
import { freePort, freePorts } from './free-ports';

describe('freePorts', () => {
  it('gives each port once, however often it is asked', async () => {
    const given = [await freePorts(), await freePorts()].flatMap((ports) => Object.values(ports));

    expect(new Set(given).size).toBe(given.length);
  });

  it('gives no port that the system gives to connections', async () => {
    expect(Math.max(...Object.values(await freePorts()))).toBeLessThan(32_768);
  });

  it('leaves out what is in use', async () => {
    const used = (await freePort()) + 1;
    const other = createServer().listen(used, '127.0.0.1');
    await once(other, 'listening');

    expect(await freePort()).not.toBe(used);
    other.close();
  });
});

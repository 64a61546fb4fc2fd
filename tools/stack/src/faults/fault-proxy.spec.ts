import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { FaultProxy } from './fault-proxy';

describe('FaultProxy', () => {
  let echo: Server;
  let proxy: FaultProxy;
  let client: Socket;
  let received: string;
  beforeEach(async () => {
    echo = createServer((socket) => socket.pipe(socket)).listen(0, '127.0.0.1');
    await once(echo, 'listening');
    proxy = await FaultProxy.to((echo.address() as AddressInfo).port);
    client = join();
  });
  afterEach(async () => {
    client.destroy();
    await proxy.close();
    await once(echo.close(), 'close');
  });

  const join = () => {
    received = '';
    return connect(proxy.port, '127.0.0.1').on('data', (chunk) => (received += String(chunk)));
  };
  const untilReceived = async (text: string, by = client) => {
    while (received !== text) await once(by, 'data');
  };

  it('passes on what both sides say, and that one of them is gone', async () => {
    client.write('a');
    await untilReceived('a');
    client.end();
    await once(client, 'close');

    expect(received).toBe('a');
  });

  it('lets answers come later when it is slow, in their order', async () => {
    client.write('a');
    await untilReceived('a');
    proxy.slowDown(40);
    const before = performance.now();
    client.write('b');
    client.write('c');
    await untilReceived('abc');

    expect(performance.now() - before).toBeGreaterThanOrEqual(39);
  });

  it('passes nothing through a black hole, and all of it once that is mended', async () => {
    client.write('a');
    await untilReceived('a');
    proxy.blackHole();
    client.write('b');
    const late = connect(proxy.port, '127.0.0.1');
    await once(late, 'connect');
    late.write('x');
    const heard: string[] = [];
    late.on('data', (chunk) => heard.push(String(chunk)));
    // Another link of the same process shows that there was time enough.
    const witness = await FaultProxy.to((echo.address() as AddressInfo).port);
    const passer = connect(witness.port, '127.0.0.1');
    passer.write('seen');
    await once(passer, 'data');
    expect([received, heard]).toEqual(['a', []]);
    proxy.mend();
    await Promise.all([untilReceived('ab'), once(late, 'data')]);

    expect([received, heard]).toEqual(['ab', ['x']]);
    for (const socket of [late, passer]) socket.destroy();
    await witness.close();
  });
});

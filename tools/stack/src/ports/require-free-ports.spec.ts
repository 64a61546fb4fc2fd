import { once } from 'node:events';
import { createServer } from 'node:net';
import { freePorts } from './free-ports';
import { requireFreePorts } from './require-free-ports';

describe('requireFreePorts', () => {
  it('accepts ports on which nothing listens', async () => {
    await expect(requireFreePorts(await freePorts(), ['gateway', 'kafka'])).resolves.toBeUndefined();
  });

  it('names a port in use, what wanted it and the variable that changes it', async () => {
    const ports = await freePorts();
    const other = createServer().listen(ports['access-log'], '127.0.0.1');
    await once(other, 'listening');

    await expect(requireFreePorts(ports, ['gateway', 'access-log'])).rejects.toThrow(
      `Port ${ports['access-log']} is in use: access-log needs it. Set ACCESS_LOG_PORT to give it another.`,
    );
    other.close();
  });

  it('names a port that is wanted twice', async () => {
    const ports = await freePorts();

    await expect(requireFreePorts({ ...ports, redis: ports.kafka }, ['kafka', 'redis'])).rejects.toThrow(
      `Port ${ports.kafka} is wanted twice: redis needs it.`,
    );
  });
});

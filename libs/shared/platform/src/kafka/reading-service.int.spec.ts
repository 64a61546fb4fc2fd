import { startProgram, type Program } from '@entry/testing/program';
import { testBrokers } from '@entry/testing/test-environment';
import { createTestTopic, type TestTopic } from '@entry/testing/test-topic';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { KafkaConnection } from './kafka-connection';

describe('a service that reads a topic', () => {
  const connection = new KafkaConnection(testBrokers(), 'reading-test');
  let topic: TestTopic;
  const running: Program[] = [];
  const start = (broker: string, group: string) => {
    const program = startProgram(join(__dirname, 'reading-service.fake.ts'), broker, topic.name, group);
    running.push(program);
    return program;
  };

  beforeAll(async () => {
    topic = await createTestTopic(connection, 1);
  });
  afterEach(() => Promise.all(running.splice(0).map((program) => program.kill())));

  it('waits for a broker that is away, says so, and goes on when it is there', async () => {
    const port = await aFreePort();
    const service = start(`127.0.0.1:${port}`, randomUUID());
    await service.untilLine(`waiting for Kafka at 127.0.0.1:${port}`);
    const broker = await forward(port, testBrokers()[0] ?? '');
    await service.untilLine('ready');
    service.terminate();
    const { exitCode, lines } = await service.ended();
    broker.close();

    expect(exitCode).toBe(0);
    expect(lines).toContain('told to end: ');
  });

  it('ends in order while the broker is away', async () => {
    const port = await aFreePort();
    const service = start(`127.0.0.1:${port}`, 'a-group');
    await service.untilLine('waiting for Kafka');
    service.terminate();
    const { exitCode, lines } = await service.ended();

    expect(exitCode).toBe(0);
    expect(lines).toContain('told to end: consumer a-group');
  });

  it('is unready and ends with an error when its consumer can go on no longer', async () => {
    const group = randomUUID();
    const member = connection.consumer({ groupId: group, partitionAssigners: [anotherProtocol] });
    await member.connect();
    await member.subscribe({ topics: [topic.name] });
    const joined = new Promise((resolve) => member.on(member.events.GROUP_JOIN, resolve));
    await member.run({ eachMessage: () => Promise.resolve() });
    await joined;
    const { exitCode, lines } = await start(testBrokers()[0] ?? '', group).ended();
    await member.disconnect();

    expect(exitCode).toBe(1);
    expect(lines).toContain(`told to end: consumer ${group} stopped`);
    expect(lines.some((line) => line.includes(`consumer ${group} stopped for good`))).toBe(true);
  });

  it('sets no timers of its own while it waits for messages', async () => {
    const consumer = connection.consumer({ groupId: randomUUID(), maxWaitTimeInMs: 50 });
    await consumer.connect();
    await consumer.subscribe({ topics: [topic.name] });
    await consumer.run({ eachMessage: () => Promise.resolve() });
    const fetches = async (count: number) => {
      for (let seen = 0; seen < count; seen++) {
        await new Promise((resolve) => {
          const forget = consumer.on(consumer.events.FETCH, () => (forget(), resolve(null)));
        });
      }
    };
    await fetches(2);
    const timers = jest.spyOn(globalThis, 'setTimeout');
    await fetches(5);
    const short = timers.mock.calls.filter(([, milliseconds = 0]) => milliseconds < 10);
    timers.mockRestore();
    await consumer.disconnect();

    expect(short).toEqual([]);
  });
});

/** To Kafka, members of one group that share no way of dividing its partitions: the second one is refused for good. */
const anotherProtocol = () => ({
  name: 'another',
  version: 1,
  protocol: () => ({ name: 'another', metadata: Buffer.alloc(0) }),
  assign: () => Promise.resolve([]),
});

async function aFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function forward(port: number, address: string): Promise<Server> {
  const [host = '', to = ''] = address.split(':');
  const server = createServer((client) => {
    const behind = connect(Number(to), host);
    for (const socket of [client, behind]) socket.on('error', () => socket.destroy());
    client.pipe(behind).pipe(client);
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

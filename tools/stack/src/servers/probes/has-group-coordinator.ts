import { connect } from 'node:net';

const findCoordinator = 10;
const version = 2;
const patience = 3_000;
/** In the answer: size, correlation id and throttle time, each of four bytes, come before the error code. */
const errorCodeAt = 12;

/**
 * Whether the broker takes requests and can say who coordinates a consumer group, by the Kafka protocol's
 * FindCoordinator. A new broker makes the topic behind that when it is first asked: consumers that come too early fail.
 */
export function hasGroupCoordinator(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: patience }, () => socket.write(request('readiness')));
    let answer = Buffer.alloc(0);
    const end = (found: boolean) => {
      socket.destroy();
      resolve(found);
    };
    socket.on('data', (data) => {
      answer = Buffer.concat([answer, data]);
      if (answer.length >= errorCodeAt + 2) end(answer.readInt16BE(errorCodeAt) === 0);
    });
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
    socket.once('close', () => end(false));
  });
}

function request(group: string): Buffer {
  const header = Buffer.alloc(10);
  header.writeInt16BE(findCoordinator, 0);
  header.writeInt16BE(version, 2);
  header.writeInt16BE(-1, 8);
  const key = Buffer.alloc(2);
  key.writeInt16BE(group.length);
  const body = Buffer.concat([header, key, Buffer.from(group), Buffer.from([0])]);
  const size = Buffer.alloc(4);
  size.writeInt32BE(body.length);
  return Buffer.concat([size, body]);
}

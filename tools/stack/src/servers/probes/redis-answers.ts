import { connect } from 'node:net';

/** Whether it says PONG. */
export function redisAnswers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 3_000 }, () => socket.write('PING\r\n'));
    const end = (answered: boolean) => {
      socket.destroy();
      resolve(answered);
    };
    socket.once('data', (data) => end(data.toString('latin1').startsWith('+PONG')));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
    // What stands in front of a server that is not up yet may take a connection and close it.
    socket.once('close', () => end(false));
  });
}

import fastify from 'fastify';
import { Redis } from 'ioredis';
import type { AddressInfo } from 'node:net';
import { parent } from '../../processes/parent';

/** What one `GET` costs with the same libraries and nothing else: no rule, no token, no disk. Takes the address of Redis as its argument. */
async function main(redisUrl: string): Promise<void> {
  const redis = new Redis(redisUrl);
  const server = fastify();
  server.post<{ Body: { qr: string } }>('/v1/verify', async ({ body }, reply) => {
    const answer = await redis.get(body.qr);
    return reply.type('application/json').send(answer);
  });
  await server.listen({ host: '127.0.0.1', port: 0 });
  parent.endWithIt();
  parent.tell({ port: (server.server.address() as AddressInfo).port });
}

main(process.argv[2] ?? '').catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});

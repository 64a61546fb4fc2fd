import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** A TCP link to a port of this machine that can be made slow or a black hole, with the connections that are open. */
export class FaultProxy {
  private latency = 0;
  /** Holds up all that passes while it is not resolved. */
  private hole: PromiseWithResolvers<void> | null = null;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly target: number,
  ) {
    server.on('connection', (client) => void this.link(client));
  }

  /** Listens on a free port of its own. */
  static async to(target: number): Promise<FaultProxy> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new FaultProxy(server, target);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Every answer comes so many milliseconds later; what follows it closely is not held up twice. */
  slowDown(milliseconds: number): void {
    this.latency = milliseconds;
  }

  /** Connections stay open and new ones are taken, but nothing passes until the link is mended, not even an end. */
  blackHole(): void {
    this.hole ??= Promise.withResolvers();
  }

  /** What was held up passes now. */
  mend(): void {
    this.latency = 0;
    this.hole?.resolve();
    this.hole = null;
  }

  async close(): Promise<void> {
    this.mend();
    const closed = once(this.server.close(), 'close');
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private async link(client: Socket): Promise<void> {
    this.track(client);
    // Read from the start, so that nothing is missed while the way on does not exist.
    const upward = this.lane(client, () => 0);
    await this.hole?.promise;
    if (client.destroyed) return;
    const upstream = connect(this.target, '127.0.0.1');
    this.track(upstream);
    upward(upstream);
    this.lane(upstream, () => this.latency)(client);
  }

  private track(socket: Socket): void {
    socket.setNoDelay(true);
    this.sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.sockets.delete(socket));
  }

  /** Carries what comes from one socket to another, in order, as soon as that is known. */
  private lane(from: Socket, latency: () => number): (to: Socket) => void {
    const way = Promise.withResolvers<Socket>();
    let last: Promise<unknown> = way.promise;
    const pass = (effect: (to: Socket) => void) => {
      const due = performance.now() + latency();
      last = last.then(async () => {
        if (due > performance.now()) await delay(due - performance.now());
        await this.hole?.promise;
        effect(await way.promise);
      });
    };
    from.on('data', (chunk) => pass((to) => to.write(chunk)));
    from.on('close', () => pass((to) => to.destroySoon()));
    return way.resolve;
  }
}

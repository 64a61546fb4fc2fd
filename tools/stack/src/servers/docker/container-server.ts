import { closeSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { GenericContainer, StartupCheckStrategy, type StartupStatus } from 'testcontainers';
import { lastLines, openLog } from '../../processes/log-file';
import { StackProblem } from '../../stack-problem';
import { shown } from '../../workspace';
import type { Server, ServerName, ServerOptions } from '../server';
import { containerName, findEngine, hasImage, labels, makeVolume, removeContainer, type Engine } from './engine';

export interface ContainerDescription {
  readonly name: ServerName;
  /** As people write it. */
  readonly title: string;
  readonly image: string;
  readonly address: string;
  readonly port: { readonly container: number; readonly host: number };
  readonly environment: Readonly<Record<string, string>>;
  readonly command?: readonly string[];
  /** Where in the container it keeps what must survive it. */
  readonly dataAt?: string;
  readonly isReady: () => Promise<boolean>;
}

const readyWithin = 120_000;
const grace = 20_000;

/** Testcontainers publishes on every address of the machine: these servers are for this machine alone. */
class LocalContainer extends GenericContainer {
  protected override beforeContainerCreated(): Promise<void> {
    const bindings = (this.hostConfig.PortBindings ?? {}) as Record<string, { HostPort: string }[]>;
    this.hostConfig.PortBindings = Object.fromEntries(
      Object.entries(bindings).map(([port, hosts]) => [port, hosts.map((host) => ({ ...host, HostIp: '127.0.0.1' }))]),
    );
    return Promise.resolve();
  }
}

class ReadyServer extends StartupCheckStrategy {
  constructor(
    private readonly isReady: () => Promise<boolean>,
    private readonly signal: AbortSignal,
  ) {
    super();
  }

  async checkStartupState(engine: Engine, id: string): Promise<StartupStatus> {
    if (await this.isReady()) return 'SUCCESS';
    const { State: state } = await engine.getContainer(id).inspect();
    return state.Running && !this.signal.aborted ? 'PENDING' : 'FAIL';
  }
}

/** A server in a container that is made anew at each start; its data are in a volume that stays. */
export class ContainerServer implements Server {
  private readonly container: string;
  private readonly log: string;
  private askedToEnd = true;

  constructor(
    private readonly description: ContainerDescription,
    private readonly options: ServerOptions,
  ) {
    this.container = containerName(description.name, options.dataDirectory);
    this.log = resolve(options.logDirectory, `${description.name}.log`);
  }

  get address(): string {
    return this.description.address;
  }

  start(): Promise<void> {
    return this.options.progress.step(`Starting ${this.description.title}`, async () => {
      const engine = await findEngine();
      await removeContainer(engine, this.container);
      if (this.description.dataAt) await makeVolume(engine, this.container, this.options.dataDirectory);
      try {
        await this.describe().start();
      } catch (error) {
        await this.kill();
        this.options.signal.throwIfAborted();
        if (!(await hasImage(engine, this.description.image))) {
          throw new StackProblem(
            `The image ${this.description.image} cannot be pulled: ${(error as Error).message.trim()}`,
          );
        }
        throw new StackProblem(this.problem(`did not start (${(error as Error).message})`));
      }
      this.askedToEnd = false;
      void this.watch(engine);
    });
  }

  async stop(): Promise<void> {
    if (this.askedToEnd) return;
    this.askedToEnd = true;
    const engine = await findEngine();
    await engine
      .getContainer(this.container)
      .stop({ t: grace / 1_000 })
      .catch(() => undefined);
    await removeContainer(engine, this.container);
  }

  /** Removing by force is SIGKILL first. */
  async kill(): Promise<void> {
    this.askedToEnd = true;
    await removeContainer(await findEngine(), this.container);
  }

  private describe(): GenericContainer {
    const { image, port, environment, command, dataAt } = this.description;
    const log = openLog(this.log);
    const container = new LocalContainer(image)
      .withName(this.container)
      .withLabels(labels(this.options.dataDirectory))
      // No container that watches over ours: the next start removes what a killed one left.
      .withAutoCleanup(false)
      .withEnvironment({ ...environment })
      .withExposedPorts(port)
      .withStartupTimeout(readyWithin)
      .withWaitStrategy(new ReadyServer(this.description.isReady, this.options.signal))
      .withLogConsumer((stream) => {
        stream.on('data', (line: string | Buffer) => writeSync(log, line.toString()));
        stream.once('close', () => closeSync(log));
      });
    if (command) container.withCommand([...command]);
    if (dataAt) container.withBindMounts([{ source: this.container, target: dataAt, mode: 'rw' }]);
    return container;
  }

  private async watch(engine: Engine): Promise<void> {
    await engine
      .getContainer(this.container)
      .wait()
      .catch(() => undefined);
    if (!this.askedToEnd) this.options.onDeath(this.problem('ended without being asked'));
  }

  private problem(what: string): string {
    const end = lastLines(this.log, 5).map((line) => `    ${line}`);
    return [`${this.description.title} ${what}. The end of ${shown(this.log)}:`, ...end].join('\n');
  }
}

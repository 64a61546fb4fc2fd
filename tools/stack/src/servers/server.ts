import type { Ports } from '../ports/ports';
import type { Progress } from '../progress/progress';
import type { Supervision } from '../processes/managed-process';

export const serverNames = ['kafka', 'postgres', 'redis'] as const;
export type ServerName = (typeof serverNames)[number];

export const isServerName = (name: string): name is ServerName => serverNames.includes(name as ServerName);

/** How clients reach the servers. */
export interface ServerAddresses {
  /** `host:port`, several with commas. */
  readonly kafka: string;
  /** `postgres://…`, a role that may create databases. */
  readonly postgres: string;
  /** `redis://…` */
  readonly redis: string;
}

/** One more listener of Kafka, for clients that come another way: a broker tells each client where to come again. */
export interface KafkaDoor {
  /** Of capital letters. */
  readonly name: string;
  readonly port: number;
  /** Where its clients are told to come. */
  readonly shownPort: number;
}

export interface Server {
  readonly address: string;
  /** Of its process, while it is a child of ours; in a container or run by somebody else it has none here. */
  readonly pid?: number | undefined;
  /** Returns when clients can connect; throws a StackProblem when that does not come. */
  start(): Promise<void>;
  /** Orderly; nothing that it had confirmed is lost. */
  stop(): Promise<void>;
  /** As a crash would; it can be started again with its data. */
  kill(): Promise<void>;
}

export interface ServerOptions extends Supervision {
  readonly ports: Ports;
  readonly dataDirectory: string;
  readonly logDirectory: string;
  /** False for tests: confirmed writes survive the server but not the machine. */
  readonly durable: boolean;
  readonly progress: Progress;
  /** Only for native servers. */
  readonly kafkaDoors?: readonly KafkaDoor[];
}

/** One way to run the servers. */
export interface ServerProvider {
  /** Ends the servers that a killed starter has left to run; what they confirmed stays. */
  clear(dataDirectory: string): Promise<void>;
  /** The server, not yet started; whatever has to be downloaded or installed is there when this returns. */
  prepare(name: ServerName, options: ServerOptions): Promise<Server>;
  /** Removes what the servers of a data directory keep outside of it. */
  discard(dataDirectory: string): Promise<void>;
}

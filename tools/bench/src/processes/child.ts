import { fork, type ChildProcess } from 'node:child_process';
import { on, once } from 'node:events';

/** A program of ours in a process of its own, with a channel for messages; it ends when we do, since the channel closes then. */
export class Child {
  private constructor(
    private readonly name: string,
    private readonly child: ChildProcess,
  ) {}

  /** `program` is the path of a module, as `require.resolve` gives it. */
  static start(name: string, program: string, args: readonly string[] = []): Child {
    // In a session of its own: Ctrl-C in the terminal reaches us alone.
    const child = fork(program, [...args], { detached: true, serialization: 'advanced' });
    return new Child(name, child);
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** The next message; throws when it ends before that, or when the signal says so. */
  async receive<Message>(signal: AbortSignal): Promise<Message> {
    let received: Message | null = null;
    await this.follow<Message>((message) => {
      received = message;
      return true;
    }, signal);
    return received!;
  }

  /** Shows every message until `isLast` says so of one; throws as `receive` does. */
  async follow<Message>(isLast: (message: Message) => boolean, signal: AbortSignal): Promise<void> {
    const ended = new AbortController();
    const onExit = (code: number | null, by: NodeJS.Signals | null) => {
      ended.abort(new Error(`the ${this.name} ended (${by ?? `exit code ${code}`})`));
    };
    if (this.child.exitCode !== null) onExit(this.child.exitCode, this.child.signalCode);
    this.child.once('exit', onExit);
    const either = AbortSignal.any([signal, ended.signal]);
    try {
      for await (const [message] of on(this.child, 'message', { signal: either })) {
        if (isLast(message as Message)) return;
      }
    } catch (error) {
      throw either.aborted ? either.reason : error;
    } finally {
      this.child.off('exit', onExit);
    }
  }

  async ask<Message>(question: object, signal: AbortSignal): Promise<Message> {
    const answer = this.receive<Message>(signal);
    this.tell(question);
    return answer;
  }

  tell(message: object | string): void {
    this.child.send(message);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }
}

import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { StackProblem } from '../stack-problem';
import { shown } from '../workspace';
import type { CommandLine } from './bound-command';
import { giveWay } from './give-way';
import { lastLines, openLog } from './log-file';

export interface ProcessDescription {
  readonly name: string;
  /** Asked at each start; already bound to our life. */
  readonly command: CommandLine;
  readonly environment: Readonly<Record<string, string>>;
  readonly directory: string;
  readonly logFile: string;
  readonly stopSignal: NodeJS.Signals;
  /** How long it may take to stop before it is killed, in milliseconds. */
  readonly grace: number;
  /** It leaves the processor to those that do not give way. */
  readonly givesWay?: boolean;
  /** Asked again and again until it says yes. */
  readonly isReady: () => Promise<boolean>;
}

export interface Supervision {
  /** Cuts a start short; its reason is what the start throws. */
  readonly signal: AbortSignal;
  /** Told once when a process that had become ready ends without having been asked to. */
  readonly onDeath: (message: string) => void;
}

const readyWithin = 120_000;
const pollEvery = 50;

/** A child in a session of its own, so that Ctrl-C in the terminal reaches us alone and we decide the order of stopping. */
export class ManagedProcess {
  private child: ChildProcess | null = null;
  private askedToEnd = false;
  private isUp = false;
  private ended: Promise<void> = Promise.resolve();
  private end = '';

  constructor(
    private readonly description: ProcessDescription,
    private readonly supervision: Supervision,
  ) {}

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** How it ended the last time: `exit code 0`, or the signal that killed it. */
  get lastEnd(): string {
    return this.end;
  }

  /** Returns when it is ready; throws a StackProblem, with the end of its log, when it ends or stalls before that. */
  async start(): Promise<void> {
    const { name, command, environment, directory, logFile, givesWay } = this.description;
    if (this.child) throw new Error(`${name} runs already`);
    this.supervision.signal.throwIfAborted();
    const log = openLog(logFile);
    const child = spawn(command.command, command.args, {
      cwd: directory,
      env: environment,
      detached: true,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    if (givesWay) giveWay(child);
    this.child = child;
    this.askedToEnd = false;
    this.isUp = false;
    this.ended = new Promise((resolve) => {
      const onEnd = (how: string) => {
        this.child = null;
        this.end = how;
        if (this.isUp && !this.askedToEnd) this.supervision.onDeath(this.describeEnd());
        resolve();
      };
      child.once('error', (error) => onEnd(error.message));
      child.once('exit', (code, signal) => onEnd(signal ?? `exit code ${code}`));
    });
    try {
      await this.untilReady();
    } catch (error) {
      await this.stop();
      throw error;
    }
    this.isUp = true;
  }

  /** Asks it to stop, kills it when it takes too long; returns when it is gone. */
  async stop(): Promise<void> {
    const { stopSignal, grace } = this.description;
    this.send(stopSignal);
    const tooLate = setTimeout(() => this.send('SIGKILL'), grace);
    await this.ended;
    clearTimeout(tooLate);
  }

  /** Returns when it is gone; it can be started again. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    this.send(signal);
    await this.ended;
  }

  private send(signal: NodeJS.Signals): void {
    this.askedToEnd = true;
    this.child?.kill(signal);
  }

  private async untilReady(): Promise<void> {
    const deadline = performance.now() + readyWithin;
    while (!(await this.description.isReady())) {
      this.supervision.signal.throwIfAborted();
      if (!this.child) throw new StackProblem(this.describeEnd());
      if (performance.now() > deadline) throw new StackProblem(this.describe('was not ready after two minutes'));
      await delay(pollEvery);
    }
  }

  private describeEnd(): string {
    return this.describe(this.isUp ? `ended without being asked (${this.end})` : `did not start (${this.end})`);
  }

  private describe(what: string): string {
    const { name, logFile } = this.description;
    const end = lastLines(logFile, 20).map((line) => `    ${line}`);
    return [`${name} ${what}. The end of ${shown(logFile)}:`, ...end].join('\n');
  }
}

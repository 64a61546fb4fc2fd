import { CitizenV1 } from '@entry/contracts/events/citizen.v1';
import { partitionsOf } from '@entry/contracts/topics';
import { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import { Injectable, Logger } from '@nestjs/common';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { addUp } from './add-up';
import type { Question } from './dry-run';
import type { Order, Saying } from './dry-run.thread';
import type { DryRunResult } from './dry-runs.schemas';

/** A dry run takes minutes of computing: in threads, one a core, it does not hold up the service. */
@Injectable()
export class DryRunThreads {
  private readonly logger = new Logger(DryRunThreads.name);

  constructor(private readonly connection: KafkaConnection) {}

  /** Tells the part that was read, from 0 to 1. Rejects when a thread fails; none goes on then. */
  async run(question: Question, onProgress: (part: number) => void): Promise<DryRunResult> {
    const { brokers, clientId } = this.connection;
    const of = Math.min(availableParallelism(), partitionsOf(CitizenV1.topic).length);
    const parts = Array.from({ length: of }, () => 0);
    const threads = parts.map((_, place) => {
      const workerData: Order = { brokers, clientId, question, share: { place, of } };
      return new Worker(join(__dirname, 'dry-run.thread.js'), { workerData });
    });
    const results = threads.map((thread, place) => {
      const onPart = (part: number) => {
        parts[place] = part;
        onProgress(parts.reduce((sum, each) => sum + each) / of);
      };
      return this.resultOf(thread, onPart);
    });
    try {
      return addUp(await Promise.all(results));
    } finally {
      await Promise.all(threads.map((thread) => thread.terminate()));
    }
  }

  private resultOf(thread: Worker, onPart: (part: number) => void): Promise<DryRunResult> {
    return new Promise((resolve, reject) => {
      thread.on('message', (saying: Saying) => {
        if ('part' in saying) onPart(saying.part);
        else if ('warning' in saying) this.logger.warn(saying.warning);
        else resolve(saying.result);
      });
      thread.once('error', reject);
      thread.once('exit', () => reject(new Error('a thread ended before its result')));
    });
  }
}

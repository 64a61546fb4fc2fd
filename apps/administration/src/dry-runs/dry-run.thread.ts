import { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import { WholeTopics, type Share } from '@entry/platform/kafka/whole-topics';
import { Logger } from '@nestjs/common';
import { parentPort, workerData } from 'node:worker_threads';
import { DryRun, type Question } from './dry-run';
import type { DryRunResult } from './dry-runs.schemas';

/** What a thread is started with. */
export interface Order {
  readonly brokers: string[];
  readonly clientId: string;
  readonly question: Question;
  readonly share: Share;
}

/** What a thread says: how much of its share was read, from 0 to 1; something for the log; at last what it found. */
export type Saying = { readonly part: number } | { readonly warning: string } | { readonly result: DryRunResult };

const say = (saying: Saying) => parentPort?.postMessage(saying);
const warn = (warning: string) => say({ warning });
Logger.overrideLogger({ log: warn, warn, error: warn });

const { brokers, clientId, question, share } = workerData as Order;
const topics = new WholeTopics(new KafkaConnection(brokers, clientId));
// A rejection ends the thread, and its error reaches whoever started it.
void new DryRun(topics, { ...question, share, onProgress: (part) => say({ part }) })
  .run()
  .then((result) => say({ result }));

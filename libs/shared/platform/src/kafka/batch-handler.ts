import type { EventDefinition } from '@entry/contracts/define-event';
import { deadLetterTopic } from '@entry/contracts/topics';
import type { Logger } from '@nestjs/common';
import type { KafkaMessage } from 'kafkajs';
import { setImmediate, setTimeout as delay } from 'node:timers/promises';
import { describeError, isPassing, nameOfError } from '../lifecycle/passing-error';
import { toDeadLetter } from './dead-letter';
import type { EventPublisher } from './event-publisher';
import { readEvent, type ReceivedEvent, type Reading } from './received-event';

export interface SetAside {
  readonly key: string;
  readonly offset: bigint;
}

export interface EventBatch<Event extends EventDefinition> {
  readonly topic: string;
  readonly partition: number;
  readonly events: readonly ReceivedEvent<Event>[];
  /** Messages before `nextOffset` that were set aside since the last batch: what they would have changed is not known. */
  readonly setAside: readonly SetAside[];
  /** Up to where this process has seen the partition take effect; null: it has just begun to read it. */
  readonly handledUpTo: bigint | null;
  /** Where to read on once the batch has taken effect. */
  readonly nextOffset: bigint;
}

/** Thrown by a handler whose own position is before `handledUpTo`: what it kept went back to an earlier state, and must be read again. */
export class PositionWentBack extends Error {}

interface HandlerOptions<Event extends EventDefinition> {
  readonly events: readonly Event[];
  readonly handle: (batch: EventBatch<Event>) => Promise<void>;
}

interface Unhandled {
  readonly message: KafkaMessage;
  readonly reason: string;
}

/** How often a batch, and then each of its messages, may fail for an unknown reason. */
const attempts = 5;
const longestPause = 5_000;
const readAtOnce = 200;

/**
 * Brings the messages of one topic to their handler. What is away (a database, Redis, a broker) is waited for; any other
 * error is tried a few times, then the messages one by one, and those that still fail are set aside with the reason.
 */
export class BatchHandler<Event extends EventDefinition> {
  constructor(
    private readonly topic: string,
    private readonly options: HandlerOptions<Event>,
    private readonly publisher: EventPublisher,
    private readonly logger: Logger,
  ) {}

  /** True when every message has taken effect or is set aside; false when `goesOn` said no before. Rejects with PositionWentBack alone. */
  async take(
    partition: number,
    messages: readonly KafkaMessage[],
    handledUpTo: bigint | null,
    goesOn: () => boolean,
  ): Promise<boolean> {
    const { readable, unreadable } = await this.read(messages);
    if (!(await this.setAside(partition, unreadable, goesOn))) return false;
    let setAside = unreadable.map(toSetAside);
    const dispatch = async (some: typeof readable, last: string | undefined) => {
      const events = some.map(({ event }) => event);
      const nextOffset = BigInt(last ?? -1) + 1n;
      const passed = setAside.filter(({ offset }) => offset < nextOffset);
      await this.options.handle({ topic: this.topic, partition, events, setAside: passed, handledUpTo, nextOffset });
      setAside = setAside.filter((message) => !passed.includes(message));
    };
    const end = messages.at(-1)?.offset;
    const outcome = await this.attempt(() => dispatch(readable, end), goesOn);
    if (outcome === 'done' || outcome === 'stopped') return outcome === 'done';

    for (const read of readable) {
      const { message } = read;
      const alone = await this.attempt(() => dispatch([read], message.offset), goesOn);
      if (alone === 'stopped') return false;
      if (alone === 'done') continue;
      const reason = `handling failed: ${nameOfError(alone.error)}`;
      if (!(await this.setAside(partition, [{ message, reason }], goesOn))) return false;
      setAside.push(toSetAside({ message }));
    }
    return this.insist('pass over messages', () => dispatch([], end), goesOn);
  }

  /** Calls again until it succeeds; false when `goesOn` says no before. For work that touches no personal data: errors are logged as they are. */
  async insist(what: string, work: () => Promise<void>, goesOn: () => boolean): Promise<boolean> {
    for (let pause = 100; goesOn(); pause = Math.min(pause * 2, longestPause)) {
      try {
        await work();
        return true;
      } catch (error) {
        if (error instanceof PositionWentBack) throw error;
        const { name, message } = error as Error;
        this.logger.warn(`could not ${what}, tries again: ${name}: ${message}`);
        await delay(pause);
      }
    }
    return false;
  }

  private async read(messages: readonly KafkaMessage[]) {
    const readings: { message: KafkaMessage; reading: Reading<Event> }[] = [];
    for (const message of messages) {
      readings.push({ message, reading: readEvent(this.options.events, message) });
      // A full batch takes tens of milliseconds: whoever waits for this process meanwhile has its turn.
      if (readings.length % readAtOnce === 0) await setImmediate();
    }
    return {
      readable: readings.flatMap(({ message, reading }) =>
        reading.outcome === 'event' ? [{ message, event: reading.event }] : [],
      ),
      unreadable: readings.flatMap(({ message, reading }) =>
        reading.outcome === 'unreadable' ? [{ message, reason: reading.reason }] : [],
      ),
    };
  }

  private async attempt(
    work: () => Promise<void>,
    goesOn: () => boolean,
  ): Promise<'done' | 'stopped' | { error: unknown }> {
    let failures = 0;
    for (let pause = 100; goesOn(); pause = Math.min(pause * 2, longestPause)) {
      try {
        await work();
        return 'done';
      } catch (error) {
        if (error instanceof PositionWentBack) throw error;
        if (!isPassing(error)) failures += 1;
        if (failures === attempts) return { error };
        this.logger.warn(`could not handle a batch, tries again: ${describeError(error)}`);
        await delay(pause);
      }
    }
    return 'stopped';
  }

  private async setAside(partition: number, messages: readonly Unhandled[], goesOn: () => boolean): Promise<boolean> {
    if (messages.length === 0) return true;
    const topic = deadLetterTopic(this.topic);
    const letters = messages.map(({ message, reason }) => toDeadLetter(topic, partition, message, reason));
    const isPublished = await this.insist('set messages aside', () => this.publisher.publish(letters), goesOn);
    if (isPublished) this.logger.error(`${letters.length} messages of partition ${partition} set aside on ${topic}`);
    return isPublished;
  }
}

function toSetAside({ message: { key, offset } }: Pick<Unhandled, 'message'>): SetAside {
  return { key: String(key), offset: BigInt(offset) };
}

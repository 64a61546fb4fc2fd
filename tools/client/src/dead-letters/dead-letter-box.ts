import { DeadLetterHandledV1 } from '@entry/contracts/events/dead-letter-handled.v1';
import { topics } from '@entry/contracts/topics';
import { toEventMessage } from '@entry/platform/kafka/event-message';
import { EventPublisher } from '@entry/platform/kafka/event-publisher';
import { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import { nameOf, originalOf, type DeadLetter } from './dead-letter';
import { readTopics } from './read-topics';

const deadLetterTopics = topics.map(({ name }) => name).filter((name) => name.endsWith('.dead-letter'));

/** The messages that were set aside and that nobody has handled yet. Who handles one is on record in the audit trail. */
export class DeadLetterBox {
  private readonly connection: KafkaConnection;
  private readonly publisher: EventPublisher;

  constructor(brokers: string[]) {
    this.connection = new KafkaConnection(brokers, 'dead-letters');
    this.publisher = new EventPublisher(this.connection);
  }

  /** By topic, partition and offset. */
  async list(): Promise<DeadLetter[]> {
    await this.connection.ready();
    const handled = await readTopics(this.connection, [DeadLetterHandledV1.topic]);
    const done = new Set(handled.map(({ key }) => String(key)));
    const letters = await readTopics(this.connection, deadLetterTopics);
    return letters
      .filter((letter) => !done.has(nameOf(letter)))
      .sort((one, other) => one.topic.localeCompare(other.topic) || Number(BigInt(one.offset) - BigInt(other.offset)));
  }

  /** Sends it where it was, then notes that. Cut short between the two it is sent once more the next time: readers do nothing twice. */
  async resend(letter: DeadLetter, by: string): Promise<void> {
    await this.publisher.publish([originalOf(letter)]);
    await this.note(letter, { action: 'resent', by, reason: null });
  }

  drop(letter: DeadLetter, by: string, reason: string): Promise<void> {
    return this.note(letter, { action: 'dropped', by, reason });
  }

  close(): Promise<void> {
    return this.publisher.onApplicationShutdown();
  }

  private note(
    letter: DeadLetter,
    what: { action: 'resent' | 'dropped'; by: string; reason: string | null },
  ): Promise<void> {
    const time = new Date();
    const handled = { ...what, letter: nameOf(letter), at: time.toISOString() };
    return this.publisher.publish([toEventMessage(DeadLetterHandledV1, handled, { source: '/operator', time })]);
  }
}

import type { KafkaMessage } from 'kafkajs';
import type { OutgoingMessage } from './event-publisher';

const longestReason = 500;

/** The message byte by byte as it came, with the reason and where it stood beside it. */
export function toDeadLetter(
  topic: string,
  partition: number,
  { key, value, headers, offset }: KafkaMessage,
  reason: string,
): OutgoingMessage {
  return {
    topic,
    key,
    value,
    headers: {
      ...headers,
      'dead-letter-reason': reason.slice(0, longestReason),
      'dead-letter-partition': String(partition),
      'dead-letter-offset': offset,
    },
  };
}

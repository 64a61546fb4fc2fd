import type { KafkaMessage } from 'kafkajs';
import type { EventMessage } from './event-message';

const longestReason = 500;

/** The message as it came, with the reason beside it. */
export function toDeadLetter(
  topic: string,
  { key, value, headers, offset }: KafkaMessage,
  reason: string,
): EventMessage {
  const kept = Object.entries(headers ?? {}).map(([name, header]) => [name, String(header)] as const);
  return {
    topic,
    key: key?.toString() ?? '',
    value: value?.toString('utf8') ?? '',
    headers: {
      ...Object.fromEntries(kept),
      'dead-letter-reason': reason.slice(0, longestReason),
      'dead-letter-offset': offset,
    },
  };
}

import type { EventDefinition } from '@entry/contracts/define-event';
import type { IHeaders, KafkaMessage } from 'kafkajs';
import type { z } from 'zod';

/** A message that fits its contract. */
export interface ReceivedEvent<Event extends EventDefinition = EventDefinition> {
  readonly type: string;
  readonly data: z.output<Event['data']>;
  readonly offset: bigint;
  readonly traceparent?: string;
}

export type Reading<Event extends EventDefinition> =
  { outcome: 'event'; event: ReceivedEvent<Event> } | { outcome: 'unreadable'; reason: string };

/** Never throws. The reason names places and expectations, not the values found there: they may be personal data. */
export function readEvent<Event extends EventDefinition>(
  events: readonly Event[],
  { value, headers, offset }: KafkaMessage,
): Reading<Event> {
  const type = header(headers, 'ce_type');
  const definition = events.find((event) => event.type === type);
  if (!definition) return unreadable('header ce_type is none of this topic');
  const json = parseJson(value);
  if (json === undefined) return unreadable('the value is not JSON');
  const result = definition.data.safeParse(json);
  if (!result.success) {
    return unreadable(result.error.issues.map(({ path, code }) => `/${path.join('/')}: ${code}`).join('; '));
  }
  const traceparent = header(headers, 'traceparent');
  const data = result.data as z.output<Event['data']>;
  const event = { type: definition.type, data, offset: BigInt(offset), ...(traceparent ? { traceparent } : {}) };
  return { outcome: 'event', event };
}

function unreadable(reason: string): { outcome: 'unreadable'; reason: string } {
  return { outcome: 'unreadable', reason };
}

function parseJson(value: Buffer | null): unknown {
  try {
    return value === null ? undefined : JSON.parse(value.toString('utf8'));
  } catch {
    return undefined;
  }
}

function header(headers: IHeaders | undefined, name: string): string | undefined {
  const value = headers?.[name];
  return Array.isArray(value) ? value[0]?.toString() : value?.toString();
}

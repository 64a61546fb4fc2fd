import { randomUUID } from 'node:crypto';
import type { EventDefinition } from '@entry/contracts/define-event';
import type { z } from 'zod';

/** A message on its way out: a JSON value, CloudEvents 1.0 attributes in the headers (binary content mode). */
export interface EventMessage {
  readonly topic: string;
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Only where a message must reach a partition whatever its key. */
  readonly partition?: number;
}

export interface EventOrigin {
  /** CloudEvents `source`, such as `/identity`. */
  readonly source: string;
  readonly time: Date;
  readonly id?: string;
  readonly traceparent?: string;
}

/** Throws when the data breaks the event's own contract: nothing unreadable is ever sent. */
export function toEventMessage<Data extends z.ZodType>(
  event: EventDefinition<Data>,
  data: z.input<Data>,
  { source, time, id, traceparent }: EventOrigin,
): EventMessage {
  const parsed = event.data.parse(data);
  return {
    topic: event.topic,
    key: event.key(parsed),
    value: JSON.stringify(parsed),
    headers: {
      ce_specversion: '1.0',
      ce_id: id ?? randomUUID(),
      ce_type: event.type,
      ce_source: source,
      ce_time: time.toISOString(),
      'content-type': 'application/json',
      traceparent: traceparent ?? newTraceparent(),
    },
  };
}

/** W3C Trace Context, version 00, sampled. */
export function newTraceparent(): string {
  // UUIDs come from a stock of randomness, as the ids above do: fresh bytes for each scan took 6 % of a busy gate's time.
  const [trace, span] = [randomUUID().replaceAll('-', ''), randomUUID().replaceAll('-', '').slice(-16)];
  return `00-${trace}-${span}-01`;
}

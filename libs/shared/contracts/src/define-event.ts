import type { z } from 'zod';

/** A contract is data: topic, CloudEvents type, payload and partition key, said in one place. */
export interface EventDefinition<Data extends z.ZodType = z.ZodType> {
  readonly topic: string;
  /** CloudEvents `type`, in the header `ce_type`. */
  readonly type: string;
  readonly data: Data;
  /** Kafka's partition key: events that must stay in order share it. */
  readonly key: (data: z.output<Data>) => string;
  /** The key in words, for the documents. */
  readonly keyedBy: string;
}

export function defineEvent<Data extends z.ZodType>(definition: EventDefinition<Data>): EventDefinition<Data> {
  return definition;
}

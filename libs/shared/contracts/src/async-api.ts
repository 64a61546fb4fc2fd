import { z } from 'zod';
import { allEvents } from './all-events';
import type { EventDefinition } from './define-event';
import { exampleMessages } from './example-messages';
import { topics } from './topics';

const hour = 3_600_000;
const json = 'application/json';
const description = `Kafka topics of the entry control of Hanoi. Messages come at least once: drop a repeat by \`ce_id\`, or by key and version. A message that does not
fit its schema is on \`<topic>.dead-letter\`, with \`dead-letter-reason\` in its headers. Fields are only ever added: a reader ignores those it does not know.`;

const headers = {
  type: 'object',
  description: 'CloudEvents 1.0 in binary mode, with the W3C trace context',
  required: ['ce_specversion', 'ce_id', 'ce_type', 'ce_source', 'ce_time', 'content-type'],
  properties: {
    ce_specversion: { type: 'string', const: '1.0' },
    ce_id: { type: 'string', description: 'Of this message: the same each time that it comes' },
    ce_type: { type: 'string' },
    ce_source: { type: 'string', description: 'Who sent it, such as `/identity`' },
    ce_time: { type: 'string', format: 'date-time' },
    'content-type': { type: 'string', const: json },
    traceparent: { type: 'string' },
  },
};

/** What a reader may rely on, in the JSON Schema of AsyncAPI (draft 7); fields that come later are not forbidden by it. */
export function readerSchema({ data }: EventDefinition): object {
  const { $schema: _, ...schema } = z.toJSONSchema(data, { io: 'input', target: 'draft-7' });
  return schema;
}

/** The AsyncAPI 3.0 document of every topic that carries events, made from the schemas that the services use. */
export function asyncApi(): object {
  const byTopic = Map.groupBy(allEvents, ({ topic }) => topic);
  return {
    asyncapi: '3.0.0',
    info: { title: 'Entry control of Hanoi', version: '1.0.0', description },
    defaultContentType: json,
    channels: Object.fromEntries([...byTopic].map(([topic, events]) => [topic, channelOf(topic, events)])),
    operations: Object.fromEntries([...byTopic.keys()].map((topic) => [`read ${topic}`, operationOf(topic)])),
    components: { messages: Object.fromEntries(allEvents.map((event) => [event.type, messageOf(event)])) },
  };
}

function channelOf(topic: string, events: readonly EventDefinition[]): object {
  const { partitions = 1, kept = 0 } = topics.find(({ name }) => name === topic) ?? {};
  const keeping =
    kept === 'compacted'
      ? { 'cleanup.policy': ['compact'] }
      : { 'cleanup.policy': ['delete'], 'retention.ms': kept * hour };
  return {
    address: topic,
    messages: Object.fromEntries(events.map(({ type }) => [type, { $ref: `#/components/messages/${type}` }])),
    bindings: { kafka: { topic, partitions, topicConfiguration: keeping, bindingVersion: '0.5.0' } },
  };
}

function operationOf(topic: string): object {
  return { action: 'receive', channel: { $ref: `#/channels/${topic}` } };
}

function messageOf(event: EventDefinition): object {
  const { type, keyedBy } = event;
  return {
    name: type,
    contentType: json,
    headers,
    payload: standingAt(`#/components/messages/${type}/payload`, readerSchema(event)),
    bindings: { kafka: { key: { type: 'string', description: keyedBy }, bindingVersion: '0.5.0' } },
    examples: (exampleMessages[type] ?? []).map((payload) => ({ payload })),
  };
}

/** A schema's references to its own parts, as they are once it is a part itself. */
function standingAt(place: string, schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/definitions/', `"${place}/definitions/`)) as object;
}

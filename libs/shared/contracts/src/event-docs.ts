import { z } from 'zod';
import { allEvents } from './all-events';
import type { EventDefinition } from './define-event';
import { topics } from './topics';

interface Property {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly description?: string;
  readonly items?: Property;
  readonly anyOf?: readonly Property[];
  readonly properties?: Readonly<Record<string, Property>>;
}

const preface = `# Events

Made from \`libs/shared/contracts\` by \`npm run docs\`; a test fails when it is not up to date.

A message is JSON. Its CloudEvents 1.0 attributes are headers (\`ce_id\`, \`ce_type\`, \`ce_source\`, \`ce_time\`, \`ce_specversion\`,
\`content-type\`), with \`traceparent\`. Messages come at least once: drop a repeat by the id, or by key and version. A message that does not fit its
schema is in \`<topic>.dead-letter\`, with \`dead-letter-reason\` in its headers. Fields are only ever added.
`;

/** The Markdown of docs/events.md. */
export function eventDocs(): string {
  return [preface, ...allEvents.map(sectionOf)].join('\n');
}

function sectionOf({ topic, type, data, keyedBy }: EventDefinition): string {
  const { partitions = 0, kept = 0 } = topics.find(({ name }) => name === topic) ?? {};
  const keeping = kept === 'compacted' ? 'compacted: the last of each key stays' : `kept ${Number(kept) / 24} days`;
  const rows = rowsOf('', z.toJSONSchema(data) as Property);
  const table = ['| field | type | meaning |', '| --- | --- | --- |', ...rows];
  const facts = `Topic \`${topic}\`, key: ${keyedBy}, ${partitions} partition${partitions === 1 ? '' : 's'}, ${keeping}.`;
  return [`## ${type}`, '', facts, '', ...table, ''].join('\n');
}

function rowsOf(prefix: string, { properties = {} }: Property): string[] {
  return Object.entries(properties).flatMap(([name, property]) => {
    const row = `| \`${prefix}${name}\` | ${typeOf(property)} | ${property.description ?? ''} |`;
    const inner = property.items?.properties ? property.items : property;
    return [row, ...rowsOf(`${prefix}${name}${property.items ? '[]' : ''}.`, inner)];
  });
}

function typeOf({ type, format, enum: values, items, anyOf }: Property): string {
  if (anyOf) return anyOf.map(typeOf).join(' or ');
  if (values) return values.map((value) => `\`${value}\``).join(', ');
  if (items) return `list of ${typeOf(items)}`;
  return format ?? type ?? 'JSON';
}

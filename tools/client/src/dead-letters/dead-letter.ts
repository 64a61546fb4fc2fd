import { InfectionSubmittedV1, VaccinationSubmittedV1 } from '@entry/contracts/events/record-submitted.v1';
import { deadLetterTopic } from '@entry/contracts/topics';
import type { OutgoingMessage } from '@entry/platform/kafka/event-publisher';

/** A message that was set aside, byte by byte as it came. */
export interface DeadLetter {
  /** The dead-letter topic. */
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly at: Date;
}

const mark = 'dead-letter-';
const personal = new Set([VaccinationSubmittedV1, InfectionSubmittedV1].map(({ topic }) => deadLetterTopic(topic)));

/** `<topic>/<partition>/<offset>`: what an operator calls it by. */
export const nameOf = ({ topic, partition, offset }: DeadLetter): string => `${topic}/${partition}/${offset}`;

export const reasonOf = ({ headers }: DeadLetter): string => headers[`${mark}reason`] ?? 'unknown';

/** The message as it was sent first, to the partition that it was on. */
export function originalOf({ topic, key, value, headers }: DeadLetter): OutgoingMessage {
  const own = Object.entries(headers).filter(([name]) => !name.startsWith(mark));
  const partition = Number(headers[`${mark}partition`]);
  return {
    topic: topic.slice(0, -deadLetterTopic('').length),
    key,
    value,
    headers: Object.fromEntries(own),
    ...(Number.isInteger(partition) ? { partition } : {}),
  };
}

/** What an operator may see of it: of rows of health records not what is in them, since they tell of people. */
export function shownOf(letter: DeadLetter): string {
  const { key, value, headers } = letter;
  const hidden = personal.has(letter.topic);
  const shown = (bytes: Buffer | null) => {
    if (bytes === null) return 'nothing';
    return hidden ? `${bytes.length} bytes, not shown: they tell of people` : bytes.toString('utf8');
  };
  const lines = Object.entries(headers).map(([name, text]) => `  ${name}: ${text}`);
  return [nameOf(letter), ...lines, `  key: ${shown(key)}`, `  value: ${shown(value)}`].join('\n');
}

import { CitizenV1 } from '@entry/contracts/events/citizen.v1';
import { HealthStatusV1 } from '@entry/contracts/events/health-status.v1';
import { Injectable } from '@nestjs/common';
import { FactsRedis } from './facts-redis';
import { halves, type Half } from './person-facts';

export interface CachedFacts {
  readonly citizen: CitizenV1 | null;
  readonly health: HealthStatusV1 | null;
  /** The filling of the cache that they are from; null: it was just emptied. */
  readonly generation: string | null;
}

/** Where a reader of a facts topic stands, kept in the cache itself: who empties it makes its readers start over. */
export interface Progress {
  readonly generation: string;
  readonly topic: string;
  readonly partition: number;
  readonly nextOffset: bigint;
  /** What this reader has stored before; null: nothing yet. */
  readonly reached: bigint | null;
  /** `sequence|instant` of the last heartbeat in the batch. */
  readonly heartbeat: string | null;
}

export const generationKey = 'facts:generation';
export const positionKey = (generation: string, topic: string) => `facts:${generation}:position:${topic}`;
export const heartbeatKey = (generation: string, topic: string) => `facts:${generation}:heartbeat:${topic}`;

/** In place of facts of which a change could not be read: no facts are written so, and reading it fails. */
const doubtful = 'doubtful';

/** Subjects a script: a longer one would hold up the verify path. */
const subjectsAtOnce = 200;

/** The facts of every person in Redis: facts, never verdicts. */
@Injectable()
export class FactsCache {
  constructor(private readonly redis: FactsRedis) {}

  /** One round trip, one write. Rejects when Redis does not answer at once, and on a value that does not fit its contract or is in doubt: it is not nothing. */
  async find(subject: string): Promise<CachedFacts> {
    const answers = await this.redis.hot
      .pipeline()
      .hmget(`person:${subject}`, halves.identity.field, halves.health.field)
      // Behind the facts: an emptied cache never gets its name back, so that they are surely of this generation.
      .get(generationKey)
      .exec();
    const [[citizen, health], generation] = valuesOf(answers) as [(string | null)[], string | null];
    return { citizen: read(CitizenV1.data, citizen), health: read(HealthStatusV1.data, health), generation };
  }

  /** An older version never replaces a newer one. The progress moves only when all of the facts are in. */
  async put(half: Half, facts: readonly { subject: string; version: number }[], progress: Progress): Promise<void> {
    const { field } = halves[half];
    for (let start = 0; start === 0 || start < facts.length; start += subjectsAtOnce) {
      const isLast = start + subjectsAtOnce >= facts.length;
      const some = facts.slice(start, start + subjectsAtOnce);
      const triples = some.flatMap((fact) => [fact.subject, fact.version, JSON.stringify(fact)]);
      await this.redis.patient.putFacts(...target(field, progress, isLast), ...triples);
    }
  }

  /** Until a newer version of the half comes, whoever asks for these people is told that what is here cannot be relied on. */
  async distrust(half: Half, subjects: readonly string[]): Promise<void> {
    const marks = this.redis.patient.pipeline();
    for (const subject of subjects) marks.hset(`person:${subject}`, halves[half].field, doubtful);
    if (subjects.length > 0) valuesOf(await marks.exec());
  }
}

function target(field: string, progress: Progress, isLast: boolean): (string | number)[] {
  const { generation, topic, partition, nextOffset, heartbeat, reached } = progress;
  const keys = [generationKey, positionKey(generation, topic), heartbeatKey(generation, topic)];
  const moved = isLast ? [String(nextOffset), heartbeat ?? ''] : ['', ''];
  return [...keys, generation, field, partition, ...moved, reached === null ? '' : String(reached)];
}

function read<Fact>(schema: { parse(value: unknown): Fact }, text: string | null | undefined): Fact | null {
  return text === null || text === undefined ? null : schema.parse(JSON.parse(text));
}

function valuesOf(answers: [Error | null, unknown][] | null): unknown[] {
  if (!answers) throw new Error('Redis gave no answer');
  return answers.map(([error, value]) => {
    if (error) throw error;
    return value;
  });
}

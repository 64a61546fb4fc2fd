import type { CitizenV1 } from '@entry/contracts/events/citizen.v1';
import type { HealthStatusV1 } from '@entry/contracts/events/health-status.v1';
import {
  decodeCitizen,
  decodeHealth,
  encodeCitizen,
  encodeHealth,
  factFields,
  personKey,
} from '@entry/platform/facts/facts-format';
import { generationKey, heartbeatKey, positionKey } from '@entry/platform/facts/facts-keys';
import { Injectable } from '@nestjs/common';
import { FactsRedis } from './facts-redis';
import { Gathering } from './gathering';
import type { FactsOfHalf, Half } from './person-facts';

export interface CachedFacts {
  /** Tags are cut by `keptTag`. */
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

/** People a script: a longer one would hold up the verify path. */
const putAtOnce = 200;
const foundAtOnce = 32;

interface Find {
  readonly subject: string;
  readonly resolve: (facts: CachedFacts) => void;
  readonly reject: (error: Error) => void;
}

/** The facts of every person in Redis: facts, never verdicts. */
@Injectable()
export class FactsCache {
  private readonly finds = new Gathering<Find>(foundAtOnce, (finds) => void this.send(finds));

  constructor(private readonly redis: FactsRedis) {}

  /** One round trip, which scans of the same moment share. Rejects when Redis does not answer at once, and on a value that cannot be read or is in doubt: it is not nothing. */
  find(subject: string): Promise<CachedFacts> {
    return new Promise((resolve, reject) => {
      this.finds.add({ subject, resolve, reject });
    });
  }

  /** An older version never replaces a newer one. The progress moves only when all of the facts are in. */
  async put<Of extends Half>(half: Of, facts: readonly FactsOfHalf[Of][], progress: Progress): Promise<void> {
    const field = factFields[half];
    for (let start = 0; start === 0 || start < facts.length; start += putAtOnce) {
      const isLast = start + putAtOnce >= facts.length;
      const some = facts.slice(start, start + putAtOnce);
      const pairs = some.flatMap((fact) => [personKey(fact.subject), encode(half, fact)]);
      await this.redis.patient.putFacts(...target(field, progress, isLast), ...pairs);
    }
  }

  /** Until a newer version of the half comes, whoever asks for these people is told that what is here cannot be relied on. */
  async distrust(half: Half, subjects: readonly string[]): Promise<void> {
    if (subjects.length > 0) await this.redis.patient.distrustFacts(factFields[half], ...subjects.map(personKey));
  }

  private async send(finds: readonly Find[]): Promise<void> {
    try {
      const keys = finds.map(({ subject }) => personKey(subject));
      const [generation, ...halves] = await this.redis.hot.findFactsBuffer(generationKey, ...keys);
      const name = generation?.toString() ?? null;
      finds.forEach((find, place) => settle(find, halves[2 * place], halves[2 * place + 1], name));
    } catch (error) {
      for (const { reject } of finds) reject(error as Error);
    }
  }
}

function settle(
  { subject, resolve, reject }: Find,
  citizen: Buffer | null | undefined,
  health: Buffer | null | undefined,
  generation: string | null,
): void {
  try {
    resolve({
      citizen: citizen ? decodeCitizen(subject, citizen) : null,
      health: health ? decodeHealth(subject, health) : null,
      generation,
    });
  } catch (error) {
    reject(error as Error);
  }
}

function encode<Of extends Half>(half: Of, fact: FactsOfHalf[Of]): Buffer {
  return half === 'identity' ? encodeCitizen(fact as CitizenV1) : encodeHealth(fact as HealthStatusV1);
}

function target(field: string, progress: Progress, isLast: boolean): (string | number)[] {
  const { generation, topic, partition, nextOffset, heartbeat, reached } = progress;
  const keys = [generationKey, positionKey(generation, topic), heartbeatKey(generation, topic)];
  const moved = isLast ? [String(nextOffset), heartbeat ?? ''] : ['', ''];
  return [...keys, generation, field, partition, ...moved, reached === null ? '' : String(reached)];
}

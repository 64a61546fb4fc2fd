type ByPartition = Readonly<Record<string, string>>;

/** What the cache says of one facts topic. */
export interface CacheProgress {
  /** Next offset of each partition. */
  readonly positions: ByPartition;
  /** Where each partition's filling ends that began with nothing. */
  readonly ends: ByPartition;
  /** `sequence|instant` of each partition's last heartbeat. */
  readonly heartbeats: ByPartition;
}

export interface HalfFreshness {
  /** Every partition is past the end that it had when the cache was begun: who is missing now has nothing. */
  readonly complete: boolean;
  /** How much of what the topic held when the cache was begun has been read: from 0 to 1. */
  readonly filled: number;
  /** The owner's last heartbeat that has come on every partition; 0: none yet. */
  readonly sequence: number;
  /** All changes before this instant are in; null: not known. */
  readonly asOf: Date | null;
}

export const unknownFreshness: HalfFreshness = { complete: false, filled: 0, sequence: 0, asOf: null };

/** The slowest partition tells for all. */
export function freshnessOf(partitions: number, { positions, ends, heartbeats }: CacheProgress): HalfFreshness {
  const all = Array.from({ length: partitions }, (_, partition) => String(partition));
  const passedItsEnd = (partition: string) => {
    const end = ends[partition];
    return end !== undefined && BigInt(positions[partition] ?? 0) >= BigInt(end);
  };
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  const toRead = sum(all.map((partition) => Number(ends[partition] ?? 0)));
  const read = sum(all.map((partition) => Math.min(Number(positions[partition] ?? 0), Number(ends[partition] ?? 0))));
  const beats = all.map((partition) => readHeartbeat(heartbeats[partition]));
  const oldest = beats.reduce((a, b) => (a && b && a.sequence <= b.sequence ? a : b && a ? b : null));
  const complete = all.every(passedItsEnd);
  return {
    complete,
    filled: complete ? 1 : read / Math.max(toRead, 1),
    sequence: oldest?.sequence ?? 0,
    asOf: oldest?.at ?? null,
  };
}

function readHeartbeat(text: string | undefined): { sequence: number; at: Date } | null {
  const [sequence, at] = text?.split('|') ?? [];
  return sequence && at ? { sequence: Number(sequence), at: new Date(at) } : null;
}

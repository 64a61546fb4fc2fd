import type { BatchState, CityClient } from '@entry/client/city-client';
import { insist } from '@entry/client/insist';
import type { AppliedBatch } from '../history/history';
import type { BatchUpload } from './workload';

/** What a batch came to, without what differs between two runs. */
export type BatchCounts = Omit<BatchState, 'id' | 'state'>;

/** Sends a batch under one key until it is accepted, and waits until the gates see it. */
export async function apply(
  client: CityClient,
  { kind, csv }: BatchUpload,
  key: string,
): Promise<{ counts: BatchCounts; applied: AppliedBatch }> {
  const id = await insist(`upload of ${key}`, async () => {
    const { status, body } = await client.push(kind, csv, key);
    if (status >= 500) return null;
    if (status !== 202 && status !== 200) throw new Error(`the ${kind} batch was refused: ${body.code}`);
    return body.id;
  });
  const acceptedAt = Date.now();
  const counts = await insist(`completion of ${key}`, async () => {
    const { state, received, invalid, matched, mismatched, applied, unchanged } = await client.batch(kind, id);
    return state === 'completed' ? { received, invalid, matched, mismatched, applied, unchanged } : null;
  });
  return { counts, applied: { kind, acceptedAt, completedAt: Date.now() } };
}

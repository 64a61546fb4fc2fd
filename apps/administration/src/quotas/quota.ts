import { Problem } from '@entry/platform/http/problem';
import type { EntityManager } from 'typeorm';
import { CheckpointEntity } from '../checkpoints/checkpoint.entity';
import { missingPoints } from '../checkpoints/domain/readiness';

/** Of a checkpoint: how many devices the committee approved, and how many there are, with those that may still enrol. */
export interface Quota {
  readonly approved: number;
  readonly used: number;
}

/**
 * Keeps a place for one more device at a checkpoint until the transaction ends: 409 `CHECKPOINT_CLOSED`, 409
 * `CHECKPOINT_NOT_READY` before its checklist is ticked, 409 `QUOTA_EXCEEDED` when as many are there as were approved. Two who come at once cannot both get the last place.
 */
export async function takePlace(manager: EntityManager, checkpointId: string, at: Date): Promise<void> {
  const lock = { mode: 'pessimistic_write' } as const;
  const checkpoint = await manager.getRepository(CheckpointEntity).findOneOrFail({ where: { id: checkpointId }, lock });
  if (checkpoint.closedAt) throw new Problem(409, 'CHECKPOINT_CLOSED', 'This checkpoint is closed.');
  const missing = missingPoints(checkpoint.readiness);
  if (missing.length > 0) {
    const detail = `The checkpoint is not ready for a device: ${missing.join(', ')}.`;
    throw new Problem(409, 'CHECKPOINT_NOT_READY', detail, { members: { missing } });
  }
  const { approved, used } = await quotaOf(manager, checkpointId, at);
  if (used < approved) return;
  const detail = `${approved} devices are approved for this checkpoint, and ${used} are there or about to be.`;
  throw new Problem(409, 'QUOTA_EXCEEDED', detail, { members: { approved, used } });
}

export async function quotaOf(manager: EntityManager, checkpointId: string, at: Date): Promise<Quota> {
  const [quota] = await manager.query<Quota[]>(
    `SELECT
       (SELECT coalesce(sum(approved_quantity), 0)::int FROM device_proposal_line WHERE checkpoint_id = $1) AS approved,
       (SELECT count(*)::int FROM device WHERE checkpoint_id = $1
         AND (status = 'active' OR (status = 'enrolling' AND enrolment_code_expires_at > $2))) AS used`,
    [checkpointId, at],
  );
  return quota!;
}

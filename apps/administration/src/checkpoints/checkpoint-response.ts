import type { CheckpointEntity } from './checkpoint.entity';
import type { CheckpointResponse } from './checkpoints.schemas';
import { missingPoints } from './domain/readiness';

export function toCheckpointResponse(checkpoint: CheckpointEntity): CheckpointResponse {
  const { createdAt: _, createdBy: __, agency, closedAt, entrances, ...shown } = checkpoint;
  return {
    ...shown,
    agency: agency.id,
    district: agency.district,
    entrances: [...entrances],
    isReady: missingPoints(checkpoint.readiness).length === 0,
    closedAt: closedAt?.toISOString() ?? null,
  };
}

import { CheckpointV1 } from '@entry/contracts/events/administration.v1';
import { toEventMessage, type EventMessage } from '@entry/platform/kafka/event-message';
import type { CheckpointEntity } from './checkpoint.entity';

/** What gates are told of a checkpoint. */
export function toCheckpointMessage(checkpoint: CheckpointEntity, time: Date): EventMessage {
  const { id, name, agency, venueKind, version } = checkpoint;
  const data = { checkpoint: id, name, agency: agency.id, district: agency.district, venueKind, version };
  return toEventMessage(CheckpointV1, data, { source: '/administration', time });
}

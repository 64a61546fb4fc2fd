import { DeviceV1 } from '@entry/contracts/events/administration.v1';
import { toEventMessage, type EventMessage } from '@entry/platform/kafka/event-message';
import type { DeviceEntity } from './device.entity';
import type { DeviceState } from './domain/device-life';

/** What gates are told of a device in a state: the hashes of its tokens, its public keys, and nothing of the enrolment code. */
export function toDeviceMessage({ id, checkpoint }: DeviceEntity, state: DeviceState, time: Date): EventMessage {
  const { status, tokenHash, publicKey, version } = state;
  const previousTokens = [...state.previousTokens];
  const previousKeys = [...state.previousKeys];
  const keys = { publicKey, previousKeys };
  const data = { deviceId: id, checkpoint: checkpoint.id, status, tokenHash, previousTokens, ...keys, version };
  return toEventMessage(DeviceV1, data, { source: '/administration', time });
}

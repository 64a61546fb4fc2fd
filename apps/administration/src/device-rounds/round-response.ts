import type { DeviceRoundEntity } from './device-round.entity';
import type { RoundResponse } from './device-rounds.schemas';
import { roundStateOf } from './domain/round-state';

export function toRoundResponse(round: DeviceRoundEntity): RoundResponse {
  const { id, name, version } = round;
  return {
    id,
    name,
    state: roundStateOf(round, new Date()),
    deadline: round.deadline.toISOString(),
    closedAt: round.closedAt?.toISOString() ?? null,
    forwardedAt: round.forwardedAt?.toISOString() ?? null,
    decidedAt: round.decidedAt?.toISOString() ?? null,
    version,
  };
}

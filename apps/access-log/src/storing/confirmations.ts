import { AccessEventStoredV1, type AccessEventV1 } from '@entry/contracts/events/access-event.v1';

const idsInAMessage = 1_000;

/** What tells each gateway which of its events are in PostgreSQL; at most 1,000 ids a message, each id once. */
export function confirmationsOf(events: readonly AccessEventV1[]): AccessEventStoredV1[] {
  const byGateway = Map.groupBy(events, ({ gatewayId }) => gatewayId);
  return [...byGateway].flatMap(([gatewayId, ofGateway]) => {
    const ids = [...new Set(ofGateway.map(({ eventId }) => eventId))];
    return inSlices(ids).map((eventIds) => ({ gatewayId, eventIds }));
  });
}

function inSlices(ids: readonly string[]): string[][] {
  const count = Math.ceil(ids.length / idsInAMessage);
  return Array.from({ length: count }, (_, slice) => ids.slice(slice * idsInAMessage, (slice + 1) * idsInAMessage));
}

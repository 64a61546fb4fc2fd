import type { History } from './history';

/** The history as NDJSON, an event a line, in the order of time. */
export function historyLines({ attempts, batches, faults }: History): string[] {
  const events = [
    ...attempts.flatMap(({ invokedAt, completedAt, completion, decision, why, ...scan }) => [
      { at: invokedAt, event: 'invoke', ...scan },
      { at: completedAt, event: completion, ...scan, decision, why },
    ]),
    ...batches.flatMap(({ acceptedAt, completedAt, kind }, batch) => [
      { at: acceptedAt, event: 'batch-accepted', batch, kind },
      { at: completedAt, event: 'batch-completed', batch, kind },
    ]),
    ...faults.flatMap(({ struckAt, overAt, kind, victim }) => [
      { at: struckAt, event: kind, victim },
      { at: overAt, event: `${kind}-over`, victim },
    ]),
  ];
  return events.sort((one, other) => one.at - other.at).map((event) => `${JSON.stringify(event)}\n`);
}

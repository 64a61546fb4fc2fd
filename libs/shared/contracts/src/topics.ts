import { AccessEventStoredV1, AccessEventV1, AnalyticsAccessEventV1 } from './events/access-event.v1';
import { CheckpointV1, DeviceV1, EntryPolicyV1 } from './events/administration.v1';
import { auditedActions } from './events/audited-action.v1';
import { CitizenV1 } from './events/citizen.v1';
import { DeadLetterHandledV1 } from './events/dead-letter-handled.v1';
import { DeviceReportV1 } from './events/device-report.v1';
import { DoseStandingV1 } from './events/dose-standing.v1';
import { FactsAppliedV1 } from './events/facts-applied.v1';
import { HealthStatusV1 } from './events/health-status.v1';
import { InfectionAuthenticatedV1, VaccinationAuthenticatedV1 } from './events/record-authenticated.v1';
import { InfectionSubmittedV1, VaccinationSubmittedV1 } from './events/record-submitted.v1';
import { ScansRecordedV1 } from './events/scans-recorded.v1';
import { StaffMemberV1 } from './events/staff-member.v1';
import { lookupTopics } from './lookups';

export interface Topic {
  readonly name: string;
  readonly partitions: number;
  /** How long a message stays, in hours; `compacted` keeps the last one of each key for ever. */
  readonly kept: number | 'compacted';
}

const day = 24;
const events: readonly Topic[] = [
  { name: CitizenV1.topic, partitions: 4, kept: 'compacted' },
  { name: HealthStatusV1.topic, partitions: 4, kept: 'compacted' },
  { name: VaccinationSubmittedV1.topic, partitions: 4, kept: 7 * day },
  { name: InfectionSubmittedV1.topic, partitions: 4, kept: 7 * day },
  { name: VaccinationAuthenticatedV1.topic, partitions: 4, kept: 7 * day },
  { name: InfectionAuthenticatedV1.topic, partitions: 4, kept: 7 * day },
  { name: DoseStandingV1.topic, partitions: 4, kept: 7 * day },
  { name: StaffMemberV1.topic, partitions: 1, kept: 7 * day },
  { name: AccessEventV1.topic, partitions: 4, kept: 30 * day },
  { name: AccessEventStoredV1.topic, partitions: 1, kept: day },
  { name: AnalyticsAccessEventV1.topic, partitions: 4, kept: 30 * day },
  { name: DeviceV1.topic, partitions: 1, kept: 'compacted' },
  { name: CheckpointV1.topic, partitions: 1, kept: 'compacted' },
  { name: EntryPolicyV1.topic, partitions: 1, kept: 'compacted' },
  { name: FactsAppliedV1.topic, partitions: 1, kept: day },
  { name: ScansRecordedV1.topic, partitions: 1, kept: 7 * day },
  { name: DeviceReportV1.topic, partitions: 1, kept: 7 * day },
  ...auditedActions.map(({ topic }) => ({ name: topic, partitions: 1, kept: 31 * day })),
  { name: DeadLetterHandledV1.topic, partitions: 1, kept: 31 * day },
];

const lookups: readonly Topic[] = Object.values(lookupTopics).flatMap((name) => [
  { name, partitions: 4, kept: 1 },
  { name: `${name}.reply`, partitions: 8, kept: 1 },
]);

export const deadLetterTopic = (topic: string): string => `${topic}.dead-letter`;

const deadLetters: readonly Topic[] = events.map(({ name, kept }) => ({
  name: deadLetterTopic(name),
  partitions: 1,
  kept: kept === 'compacted' ? 30 * day : kept,
}));

/** A topic's partitions, from 0 on; an error for a topic that is none of ours. */
export function partitionsOf(topic: string): number[] {
  const known = topics.find(({ name }) => name === topic);
  if (!known) throw new Error(`No such topic: ${topic}`);
  return Array.from({ length: known.partitions }, (_, partition) => partition);
}

/** Every topic there is. A service makes those that are missing when it starts, so that no start order matters. */
export const topics: readonly Topic[] = [...events, ...lookups, ...deadLetters];

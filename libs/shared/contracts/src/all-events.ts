import type { EventDefinition } from './define-event';
import { AccessEventStoredV1, AccessEventV1, AnalyticsAccessEventV1 } from './events/access-event.v1';
import { CheckpointV1, DeviceV1, EntryPolicyV1 } from './events/administration.v1';
import { auditedActions } from './events/audited-action.v1';
import { CitizenV1 } from './events/citizen.v1';
import { DeadLetterHandledV1 } from './events/dead-letter-handled.v1';
import { DeviceReportV1 } from './events/device-report.v1';
import { DoseStandingV1 } from './events/dose-standing.v1';
import { FactsAppliedV1 } from './events/facts-applied.v1';
import { HealthStatusV1 } from './events/health-status.v1';
import { HealthHeartbeatV1, IdentityHeartbeatV1 } from './events/heartbeat.v1';
import { InfectionAuthenticatedV1, VaccinationAuthenticatedV1 } from './events/record-authenticated.v1';
import { InfectionSubmittedV1, VaccinationSubmittedV1 } from './events/record-submitted.v1';
import { ScansRecordedV1 } from './events/scans-recorded.v1';
import { StaffMemberV1 } from './events/staff-member.v1';

/** Every event there is, in the order of the documents. */
export const allEvents: readonly EventDefinition[] = [
  CitizenV1,
  IdentityHeartbeatV1,
  HealthStatusV1,
  HealthHeartbeatV1,
  VaccinationSubmittedV1,
  InfectionSubmittedV1,
  VaccinationAuthenticatedV1,
  InfectionAuthenticatedV1,
  DoseStandingV1,
  StaffMemberV1,
  AccessEventV1,
  AccessEventStoredV1,
  AnalyticsAccessEventV1,
  DeviceV1,
  CheckpointV1,
  EntryPolicyV1,
  FactsAppliedV1,
  ScansRecordedV1,
  DeviceReportV1,
  ...auditedActions,
  DeadLetterHandledV1,
];

import { z } from 'zod';
import { CitizenV1 } from './events/citizen.v1';
import { HealthStatusV1 } from './events/health-status.v1';
import { Subject } from './vocabulary/scalars';

/** Request and reply over Kafka: what a gateway asks when its cache lacks somebody, and administration about staff. */
export const lookupTopics = {
  identity: 'identity.lookup',
  health: 'health.lookup',
  residence: 'identity.lookup-residence',
} as const;

/** Several people in one message. */
export const LookupRequest = z.object({ subjects: z.array(Subject).min(1).max(1000) });
export type LookupRequest = z.output<typeof LookupRequest>;

/** Whoever is not in the register is not in the answer. */
export const IdentityLookupReply = z.object({ citizens: z.array(CitizenV1.data) });
export type IdentityLookupReply = z.output<typeof IdentityLookupReply>;

/** Whoever has no record is not in the answer. */
export const HealthLookupReply = z.object({ statuses: z.array(HealthStatusV1.data) });
export type HealthLookupReply = z.output<typeof HealthLookupReply>;

/** Where people live, for campaigns that go from ward to ward. Whoever is not in the register is not in the answer. */
export const ResidenceLookupReply = z.object({
  residences: z.array(
    z.object({
      subject: Subject,
      district: z.string().nullable().describe('Its id; null when the address names none of Hanoi'),
      ward: z.string().nullable().describe('As the address has it, without "Phường" or "Xã"'),
    }),
  ),
});
export type ResidenceLookupReply = z.output<typeof ResidenceLookupReply>;

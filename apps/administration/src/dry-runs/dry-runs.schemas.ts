import { Instant } from '@entry/contracts/vocabulary/scalars';
import { z } from 'zod';
import { transitionNames } from './domain/transitions';

export const StartDryRunRequest = z
  .strictObject({ days: z.int().min(0).max(30).default(1).describe('Scans of so many days before now') })
  .prefault({});
export type StartDryRunRequest = z.output<typeof StartDryRunRequest>;

const Transitions = z.object(
  Object.fromEntries(transitionNames.map((name) => [name, z.int()])) as Record<
    (typeof transitionNames)[number],
    z.ZodInt
  >,
);
const groupedBy = <Names extends z.ZodRawShape>(names: Names) => z.array(Transitions.extend(names));
const ageBand = z.string().describe('Ages reached in the year when the version begins, such as `27-36`, or `unknown`');

export const DryRunResult = z.object({
  at: Instant.describe('When the version begins: whose facts are counted at that instant'),
  citizens: z.int().describe('Active ones, each at every kind of venue'),
  ofCitizens: groupedBy({ venueKind: z.string(), ageBand }),
  scans: z.int().describe('Of people whom the register has; each decided as if it came when the version begins'),
  ofScans: z.object({
    byDistrict: groupedBy({ district: z.string() }),
    byAgency: groupedBy({ agency: z.string() }),
    byVenueKind: groupedBy({ venueKind: z.string() }),
    byAgeBand: groupedBy({ ageBand }),
  }),
  unreadable: z.int().describe('Messages of the topics that could not be read, and are not counted'),
});
export type DryRunResult = z.output<typeof DryRunResult>;

export const DryRunResponse = z.object({
  id: z.uuid(),
  policyVersion: z.string(),
  days: z.int(),
  state: z.enum(['running', 'completed', 'failed']),
  progress: z.int().min(0).max(100).describe('Per cent of the citizens, health statuses and scans that were read'),
  result: DryRunResult.nullable(),
  startedAt: Instant,
  completedAt: Instant.nullable(),
});
export type DryRunResponse = z.output<typeof DryRunResponse>;

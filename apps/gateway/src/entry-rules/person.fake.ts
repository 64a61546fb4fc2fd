import type { HealthStatusV1 } from '@entry/contracts/events/health-status.v1';

/** A person's records, as few as a test is about. */
export interface Person {
  /** Days, earliest first. */
  readonly doses?: readonly string[];
  /** Doses of the full course. */
  readonly needed?: 1 | 2 | 3;
  readonly infectedSince?: string;
  readonly recoveredOn?: string;
  readonly testedOn?: string;
}

export function aPerson({ doses = [], needed = 2, infectedSince, recoveredOn, testedOn }: Person): HealthStatusV1 {
  return {
    subject: 'subject',
    doses: doses.length,
    firstDoseOn: doses[0] ?? null,
    primaryCourseCompletedOn: doses[needed - 1] ?? null,
    lastDoseOn: doses.at(-1) ?? null,
    infectedSince: infectedSince ?? null,
    recoveredOn: recoveredOn ?? null,
    lastNegativeTestOn: testedOn ?? null,
    version: 1,
  };
}

export function daysBefore(date: string, days: number): string {
  return new Date(Date.parse(date) - days * 86_400_000).toISOString().slice(0, 10);
}

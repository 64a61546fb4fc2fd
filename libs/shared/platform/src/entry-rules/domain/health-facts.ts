import type { HealthStatusV1 } from '@entry/contracts/events/health-status.v1';
import type { LocalDate } from '@entry/contracts/vocabulary/scalars';
import { elapsedSince, hoursSinceBeginningOf, type Elapsed } from './local-calendar';

/**
 * What entry rules read about one person at one moment; see docs/entry-rules.md. What may be absent is an object or null, because
 * CertLogic takes the number 0 for false: a rule asks for `protection` first, then for `protection.months`.
 */
export type HealthFacts = Readonly<{
  infected: boolean;
  /** Doses on record; 0 while the first is still to come. */
  doses: number;
  firstDose: Elapsed | null;
  /** Since the last dose of the primary course. */
  course: Elapsed | null;
  /** Since the later of the course's end and the latest booster; null without a full course. */
  protection: Elapsed | null;
  recovery: Elapsed | null;
  negativeTest: Readonly<{ hours: number }> | null;
}>;

/**
 * `status` null: the person has no record. Days that lie ahead never help: a dose or test of
 * tomorrow counts as none, and whoever will have recovered by then is infected until then. Throws RangeError on an invalid `at`.
 */
export function healthFactsAt(status: HealthStatusV1 | null, at: Date): HealthFacts {
  if (Number.isNaN(at.getTime())) throw new RangeError('no moment to count from');

  const since = (date: LocalDate | null | undefined) => (date ? elapsedSince(date, at) : null);
  const firstDose = since(status?.firstDoseOn);
  const course = since(status?.primaryCourseCompletedOn);
  const lastDose = since(status?.lastDoseOn);
  const recovery = since(status?.recoveredOn);
  return {
    infected: status !== null && (status.infectedSince !== null || (status.recoveredOn !== null && recovery === null)),
    doses: firstDose === null ? 0 : (status?.doses ?? 0),
    firstDose,
    course,
    protection: course === null ? null : later(course, lastDose),
    recovery,
    negativeTest: sinceBeginningOf(status?.lastNegativeTestOn ?? null, at),
  };
}

function later(course: Elapsed, lastDose: Elapsed | null): Elapsed {
  return lastDose !== null && lastDose.days < course.days ? lastDose : course;
}

/** A test has a date and no time: its hours count from the beginning of that day, the cautious reading. */
function sinceBeginningOf(date: LocalDate | null, at: Date): HealthFacts['negativeTest'] {
  const hours = date === null ? null : hoursSinceBeginningOf(date, at);
  return hours === null ? null : { hours };
}

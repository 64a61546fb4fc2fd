import type { HealthStatusV1 } from '@entry/contracts/events/health-status.v1';
import type { InfectionFacts, VaccinationFacts } from '@entry/contracts/events/record-authenticated.v1';
import type { LocalDate } from '@entry/contracts/vocabulary/scalars';
import { findVaccine, vaccines } from '@entry/contracts/vocabulary/vaccines';

export type HealthStatus = Omit<HealthStatusV1, 'subject' | 'version'>;
type VaccinationStatus = Pick<HealthStatus, 'doses' | 'firstDoseOn' | 'primaryCourseCompletedOn' | 'lastDoseOn'>;
type InfectionStatus = Omit<HealthStatus, keyof VaccinationStatus>;

/** What follows from all records of one person, whatever order they arrived in. */
export function deriveHealthStatus(
  doses: readonly VaccinationFacts[],
  events: readonly InfectionFacts[],
): HealthStatus {
  return { ...vaccinationStatus(doses), ...infectionStatus(events) };
}

function vaccinationStatus(doses: readonly VaccinationFacts[]): VaccinationStatus {
  return {
    doses: new Set(doses.map(({ doseNumber }) => doseNumber)).size,
    firstDoseOn: earliest(doses),
    primaryCourseCompletedOn: courseCompletedOn(doses),
    lastDoseOn: latest(doses),
  };
}

/**
 * Dose numbers are trusted: dose 2 alone completes a course of two, although the record of dose 1 is missing. Doses beyond the
 * course are boosters and never move its day; where only those are known, the course was complete by the earliest of them.
 */
function courseCompletedOn(doses: readonly VaccinationFacts[]): LocalDate | null {
  const needed = courseLength(doses);
  const primary = doses.filter(({ doseNumber }) => doseNumber <= needed);
  const boosters = doses.filter(({ doseNumber }) => doseNumber > needed);

  return primary.some(({ doseNumber }) => doseNumber === needed) ? latest(primary) : earliest(boosters);
}

/** Set by the vaccine of the lowest-numbered dose, also when others follow; an unlisted vaccine counts as one of the longest. */
function courseLength(doses: readonly VaccinationFacts[]): number {
  const lowest = Math.min(...doses.map(({ doseNumber }) => doseNumber));
  const longest = Math.max(...vaccines.map((vaccine) => vaccine.doses));
  const first = doses.filter(({ doseNumber }) => doseNumber === lowest);
  return Math.max(...first.map(({ vaccine }) => findVaccine(vaccine)?.doses ?? longest));
}

/** Of one day's events a positive test comes first and a recovery last. */
const orderInDay = { positive: 0, negative_test: 1, recovered: 2 } as const;

/** A positive test opens an infection, and only a recovery ends it (also one whose positive test nobody reported). */
function infectionStatus(events: readonly InfectionFacts[]): InfectionStatus {
  const none: InfectionStatus = { infectedSince: null, recoveredOn: null, lastNegativeTestOn: null };
  return [...events].sort(asItHappened).reduce(apply, none);
}

function apply(status: InfectionStatus, { event, occurredOn }: InfectionFacts): InfectionStatus {
  switch (event) {
    case 'positive':
      return { ...status, infectedSince: status.infectedSince ?? occurredOn };
    case 'negative_test':
      return { ...status, lastNegativeTestOn: occurredOn };
    case 'recovered':
      return { ...status, infectedSince: null, recoveredOn: occurredOn };
  }
}

function asItHappened(one: InfectionFacts, other: InfectionFacts): number {
  if (one.occurredOn !== other.occurredOn) return one.occurredOn < other.occurredOn ? -1 : 1;
  return orderInDay[one.event] - orderInDay[other.event];
}

function earliest(doses: readonly VaccinationFacts[]): LocalDate | null {
  return daysOf(doses)[0] ?? null;
}

function latest(doses: readonly VaccinationFacts[]): LocalDate | null {
  return daysOf(doses).at(-1) ?? null;
}

function daysOf(doses: readonly VaccinationFacts[]): readonly LocalDate[] {
  return doses.map(({ vaccinatedOn }) => vaccinatedOn).sort();
}

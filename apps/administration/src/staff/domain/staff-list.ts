export const staffLists = ['no-chip-card', 'not-vaccinated', 'record-missing'] as const;
/** `record-missing`: vaccinated by the agency's own record, and not by the register of vaccinations. */
export type StaffList = (typeof staffLists)[number];

export type CaseState = 'open' | 'sent' | 'in-progress' | 'resolved' | 'rejected';

export interface StaffPerson {
  /** Whether an agency has them at all. */
  readonly isListed: boolean;
  /** Whether one of their agencies says that they are vaccinated. */
  readonly vaccinatedByOwnRecord: boolean;
  /** A chip card that is good; null while the register was not asked. */
  readonly hasCard: boolean | null;
  /** A full course; null while the health records were not asked. */
  readonly isVaccinated: boolean | null;
}

/** The lists that somebody belongs on. What is not known yet puts nobody on a list, and takes nobody off one: null. */
export function belongsOn({ isListed, ...person }: StaffPerson, list: StaffList): boolean | null {
  const { hasCard, isVaccinated, vaccinatedByOwnRecord } = person;
  if (!isListed) return false;
  switch (list) {
    case 'no-chip-card':
      return hasCard === null ? null : !hasCard;
    case 'not-vaccinated':
      return isVaccinated === null ? null : !isVaccinated && !vaccinatedByOwnRecord;
    case 'record-missing':
      return isVaccinated === null ? null : !isVaccinated && vaccinatedByOwnRecord;
  }
}

/** What a case becomes by that; null when it stays as it is, or is none. What was rejected is opened again by people alone. */
export function reconciled(state: CaseState | null, belongs: boolean | null): 'open' | 'resolved' | null {
  if (belongs === null) return null;
  if (belongs) return state === null || state === 'resolved' ? 'open' : null;
  return state === null || state === 'resolved' ? null : 'resolved';
}

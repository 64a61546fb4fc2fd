/** A version of the entry rules, as far as it must fit to the others. */
export interface Version {
  readonly policyVersion: string;
  readonly validFrom: Date;
  /** Null: until the next one begins. */
  readonly validTo: Date | null;
  /** Null: at every kind of venue. */
  readonly venueKinds: ReadonlySet<string> | null;
}

export interface PublicationFault {
  readonly pointer: '/policyVersion' | '/validFrom' | '/validTo';
  readonly code: 'VERSION_NOT_RISING' | 'NOTICE_TOO_SHORT' | 'OVERLAP';
  readonly message: string;
}

const hour = 3_600_000;
const notice = 48 * hour;

/**
 * Why a version cannot be published beside those that are. Whoever goes to a gate is told 48 hours before, but where it is urgent. One that
 * is open at its end gives way to the next; two that hold at the same time and place otherwise leave open which of them was meant.
 */
export function publicationFaults(
  candidate: Version,
  published: readonly Version[],
  { now, urgent }: { now: Date; urgent: boolean },
): PublicationFault[] {
  const faults: PublicationFault[] = [];
  const last = published.find(({ policyVersion }) => !rises(candidate.policyVersion, policyVersion));
  if (last) {
    const message = `must come after ${last.policyVersion}`;
    faults.push({ pointer: '/policyVersion', code: 'VERSION_NOT_RISING', message });
  }
  if (!urgent && candidate.validFrom.getTime() < now.getTime() + notice) {
    const message = 'must lie at least 48 hours ahead, unless it is urgent';
    faults.push({ pointer: '/validFrom', code: 'NOTICE_TOO_SHORT', message });
  }
  const other = published.filter((version) => isMeant(version, now)).find((version) => overlaps(candidate, version));
  if (other) {
    const message = `holds at the same time and place as ${other.policyVersion}`;
    faults.push({ pointer: '/validTo', code: 'OVERLAP', message });
  }
  return faults;
}

const rises = (version: string, before: string) => version.localeCompare(before, 'en', { numeric: true }) > 0;

const isMeant = ({ validTo }: Version, now: Date) => validTo === null || validTo > now;

function overlaps(candidate: Version, other: Version): boolean {
  if (!sharePlace(candidate, other)) return false;
  if (candidate.validFrom.getTime() === other.validFrom.getTime()) return true;
  // Whichever is open at its end gives way to the one that begins later.
  if (other.validTo === null) return candidate.validTo !== null && holdsAt(candidate, other.validFrom);
  if (candidate.validTo === null) return holdsAt(other, candidate.validFrom);
  return candidate.validFrom < other.validTo && candidate.validTo > other.validFrom;
}

const holdsAt = ({ validFrom, validTo }: Version, at: Date) => validFrom <= at && (validTo === null || validTo > at);

function sharePlace({ venueKinds: one }: Version, { venueKinds: other }: Version): boolean {
  return one === null || other === null || [...one].some((kind) => other.has(kind));
}

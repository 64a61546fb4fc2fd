/**
 * One record of a dose, its fields named as the columns. It claims the dose from the row on that first named this person
 * and this dose number; a correction of the date or the vaccine keeps the claim.
 */
export interface DoseClaim {
  readonly record_id: string;
  readonly subject: string;
  readonly dose_number: number;
  readonly vaccinated_on: string;
  readonly claim_arrival: number;
  readonly claim_row: number;
  readonly withdrawn: boolean;
}

/** `holds`: the dose is taken from this record. `repeats`: the same dose once more. `conflicts`: the same dose on another day. `withdrawn`: none, and in nobody's way. */
export type Standing = 'holds' | 'repeats' | 'conflicts' | 'withdrawn';

/** Of several records of one person's dose the first to claim it holds it, whatever order their rows come in. */
export function standings(claims: readonly DoseClaim[]): Map<string, Standing> {
  const withdrawn = claims.filter((claim) => claim.withdrawn);
  const standing = claims.filter((claim) => !claim.withdrawn);
  const claimsOfDose = Map.groupBy(standing, ({ subject, dose_number }) => `${subject}:${dose_number}`);
  const standingOf = (claim: DoseClaim, holder: DoseClaim): Standing => {
    if (claim === holder) return 'holds';
    return claim.vaccinated_on === holder.vaccinated_on ? 'repeats' : 'conflicts';
  };
  return new Map([
    ...withdrawn.map(({ record_id }) => [record_id, 'withdrawn'] as const),
    ...[...claimsOfDose.values()].flatMap((rivals) => {
      const holder = rivals.reduce((first, claim) => (byClaim(claim, first) < 0 ? claim : first));
      return rivals.map((claim) => [claim.record_id, standingOf(claim, holder)] as const);
    }),
  ]);
}

/** The claim of a record's newest version: that of the first in the unbroken run of its versions that name the same dose; one that was withdrawn and comes back claims anew. */
export function claimOf<Version extends DoseClaim>(versions: readonly [Version, ...Version[]]): Version {
  const newest = versions[versions.length - 1] as Version;
  const otherDose = versions.findLastIndex(
    ({ subject, dose_number, withdrawn }) =>
      subject !== newest.subject || dose_number !== newest.dose_number || withdrawn !== newest.withdrawn,
  );
  return versions
    .slice(otherDose + 1)
    .reduce((first, version) => (byClaim(version, first) < 0 ? version : first), newest);
}

function byClaim(one: DoseClaim, other: DoseClaim): number {
  return one.claim_arrival - other.claim_arrival || one.claim_row - other.claim_row;
}

/**
 * What one row said of a record. Rows of one record are ordered by their revision, a row without one before all others, then by
 * the arrival of their batch, then by their place in it: an order that does not depend on which of them comes first.
 */
export interface RecordVersion {
  readonly record_id: string;
  readonly revision: number | null;
  /** Which time the row was authenticated: one that failed may match later. */
  readonly attempt: number;
  readonly arrival: number;
  readonly row: number;
}

export interface VersionHistory<Version> {
  /** All that is known of the record, oldest first. */
  readonly versions: readonly [Version, ...Version[]];
  /** Those of the newly come that said something else than the row before them. */
  readonly changing: ReadonlySet<Version>;
}

export function byAge(one: RecordVersion, other: RecordVersion): number {
  return (
    revisionOf(one) - revisionOf(other) ||
    one.arrival - other.arrival ||
    one.row - other.row ||
    one.attempt - other.attempt
  );
}

const revisionOf = ({ revision }: RecordVersion): number => revision ?? -1;

/**
 * A newer row of a record replaces an older one, whatever order they come in; one that comes after its successor
 * changes nothing.
 */
export function historyOf<Version extends RecordVersion>(
  stored: Version | null,
  come: readonly [Version, ...Version[]],
  sayTheSame: (one: Version, other: Version) => boolean,
): VersionHistory<Version> {
  const all = stored ? [stored, ...come] : come;
  const versions = [...all].sort(byAge) as [Version, ...Version[]];
  const changing = versions.filter((version, index) => {
    const before = versions[index - 1];
    const late = stored !== null && byAge(version, stored) <= 0;
    return !late && !(before && sayTheSame(before, version));
  });
  return { versions, changing: new Set(changing) };
}

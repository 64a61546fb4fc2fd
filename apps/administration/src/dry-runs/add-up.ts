import { Sums, type Row } from './domain/sums';
import type { DryRunResult } from './dry-runs.schemas';

/** The result of all shares of a dry run. */
export function addUp(shares: readonly DryRunResult[]): DryRunResult {
  const sum = (numberOf: (share: DryRunResult) => number) =>
    shares.reduce((total, share) => total + numberOf(share), 0);
  const rows = <Name extends string>(names: readonly Name[], rowsOf: (share: DryRunResult) => readonly Row<Name>[]) => {
    const sums = new Sums(names);
    for (const row of shares.flatMap(rowsOf)) sums.addRow(row);
    return sums.rows();
  };
  return {
    at: shares[0]!.at,
    citizens: sum(({ citizens }) => citizens),
    ofCitizens: rows(['venueKind', 'ageBand'], ({ ofCitizens }) => ofCitizens),
    scans: sum(({ scans }) => scans),
    ofScans: {
      byDistrict: rows(['district'], ({ ofScans }) => ofScans.byDistrict),
      byAgency: rows(['agency'], ({ ofScans }) => ofScans.byAgency),
      byVenueKind: rows(['venueKind'], ({ ofScans }) => ofScans.byVenueKind),
      byAgeBand: rows(['ageBand'], ({ ofScans }) => ofScans.byAgeBand),
    },
    unreadable: sum(({ unreadable }) => unreadable),
  };
}

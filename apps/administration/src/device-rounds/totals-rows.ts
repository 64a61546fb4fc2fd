import type { RoundTotals, TotalsRow } from './round-reports.schemas';

/** The sums of a round as one table: the whole, then by district, venue kind and state. */
export function toTotalsRows({ total, byDistrict, byVenueKind, byState }: RoundTotals): TotalsRow[] {
  return [
    { by: 'all', of: '', ...total },
    ...byDistrict.map(({ district, ...sums }) => ({ by: 'district' as const, of: district, ...sums })),
    ...byVenueKind.map(({ venueKind, ...sums }) => ({ by: 'venueKind' as const, of: venueKind, ...sums })),
    ...byState.map(({ state, ...sums }) => ({ by: 'state' as const, of: state, ...sums })),
  ];
}

import type { AccessEventV1 } from '@entry/contracts/events/access-event.v1';

/** Which scans are meant: each given condition narrows, and all of several agencies or districts must be the scan's. */
export interface ScanFilter {
  readonly agencies: readonly string[];
  readonly districts: readonly string[];
  readonly checkpoint?: string | undefined;
  readonly decision?: string | undefined;
}

/** As conditions over the columns of a scan, or of sums of scans; `given` takes a value and gives its place among the parameters. */
export function conditionsOf(filter: ScanFilter, given: (value: unknown) => string): string[] {
  return [
    ...filter.agencies.map((agency) => `agency = ${given(agency)}`),
    ...filter.districts.map((district) => `district = ${given(district)}`),
    ...(filter.checkpoint ? [`checkpoint = ${given(filter.checkpoint)}`] : []),
    ...(filter.decision ? [`decision = ${given(filter.decision)}`] : []),
  ];
}

/** The same for a scan that is at hand. */
export function isMeant(scan: AccessEventV1, { agencies, districts, checkpoint, decision }: ScanFilter): boolean {
  return (
    agencies.every((agency) => agency === scan.agency.toLowerCase()) &&
    districts.every((district) => district === scan.district) &&
    (checkpoint === undefined || checkpoint === scan.checkpoint.toLowerCase()) &&
    (decision === undefined || decision === scan.decision)
  );
}

import { addUp } from './add-up';
import { noTransitions } from './domain/transitions';
import type { DryRunResult } from './dry-runs.schemas';

const row = <Names extends object>(names: Names, unchanged: number, allowToDeny: number) => ({
  ...names,
  ...noTransitions(),
  unchanged,
  allowToDeny,
});

const share = (citizens: number, scans: number, ageBand: string): DryRunResult => ({
  at: '2026-12-01T00:00:00.000Z',
  citizens,
  ofCitizens: [row({ venueKind: 'mall', ageBand }, citizens, 0)],
  scans,
  ofScans: {
    byDistrict: [row({ district: '001' }, scans, 1)],
    byAgency: [row({ agency: 'an agency' }, scans, 1)],
    byVenueKind: [row({ venueKind: 'mall' }, scans, 1)],
    byAgeBand: [row({ ageBand }, scans, 1)],
  },
  unreadable: 1,
});

describe('addUp', () => {
  it('adds what is of the same group, and keeps every group', () => {
    expect(addUp([share(3, 5, '97+'), share(4, 7, '7-16'), share(10, 20, '7-16')])).toEqual({
      at: '2026-12-01T00:00:00.000Z',
      citizens: 17,
      ofCitizens: [
        row({ venueKind: 'mall', ageBand: '7-16' }, 14, 0),
        row({ venueKind: 'mall', ageBand: '97+' }, 3, 0),
      ],
      scans: 32,
      ofScans: {
        byDistrict: [row({ district: '001' }, 32, 3)],
        byAgency: [row({ agency: 'an agency' }, 32, 3)],
        byVenueKind: [row({ venueKind: 'mall' }, 32, 3)],
        byAgeBand: [row({ ageBand: '7-16' }, 27, 2), row({ ageBand: '97+' }, 5, 1)],
      },
      unreadable: 3,
    });
  });
});

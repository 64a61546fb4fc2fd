import { defaultEntryPolicy } from '@entry/contracts/default-entry-policy';
import { EntryPolicyV1 } from '@entry/contracts/events/administration.v1';
import { areTooOld } from './facts-age';

const asOf = new Date('2022-03-15T12:00:00.000+07:00');
const later = (milliseconds: number) => new Date(asOf.getTime() + milliseconds);
const minute = 60_000;

describe('facts', () => {
  it.each([
    ['agency', 15],
    ['event', 15],
    ['hospital', 5],
  ] as const)('are too old at a venue of kind %s after %i minutes', (venueKind, minutes) => {
    const { factsMaxAge } = defaultEntryPolicy;
    expect(areTooOld(asOf, later(0), factsMaxAge, venueKind)).toBe(false);
    expect(areTooOld(asOf, later(minutes * minute), factsMaxAge, venueKind)).toBe(false);
    expect(areTooOld(asOf, later(minutes * minute + 1), factsMaxAge, venueKind)).toBe(true);
  });

  it('are not too old by a clock that is a minute behind, and are by one that is further behind', () => {
    expect(areTooOld(asOf, later(-minute), defaultEntryPolicy.factsMaxAge, 'hospital')).toBe(false);
    expect(areTooOld(asOf, later(-minute - 1), defaultEntryPolicy.factsMaxAge, 'hospital')).toBe(true);
  });

  it('have the same bounds under a policy that says nothing of them', () => {
    const { factsMaxAge, ...before } = defaultEntryPolicy;
    expect(EntryPolicyV1.data.parse(before).factsMaxAge).toEqual(factsMaxAge);
  });

  it.each([0, -1, 1.5, 86_401])('have no bound of %d seconds', (usual) => {
    const policy = { ...defaultEntryPolicy, factsMaxAge: { usual, byVenueKind: {} } };
    expect(EntryPolicyV1.data.safeParse(policy).success).toBe(false);
  });
});

import type { Caller } from '@entry/platform/access/caller';
import { reachesDistrict, scopeOf } from './scope';

const agency = '0190b1f4-0000-7000-8000-000000000001';
const aCaller = (overrides: Partial<Caller> = {}): Caller => ({
  id: 'someone',
  roles: ['agency'],
  district: 'ba-dinh',
  agency,
  ...overrides,
});

describe('scopeOf', () => {
  it('gives an agency its own, whatever district its token names', () => {
    expect(scopeOf(aCaller(), ['operator', 'agency'])).toEqual({ reach: 'own', district: null, agency });
  });

  it('gives a district its own, whatever agency its token names', () => {
    const caller = aCaller({ roles: ['district'] });

    expect(scopeOf(caller, ['district', 'agency'])).toEqual({ reach: 'own', district: 'ba-dinh', agency: null });
  });

  it('gives the whole city to a role that is bound to nothing', () => {
    expect(scopeOf(aCaller({ roles: ['agency', 'operator'] }), ['operator', 'agency'])).toEqual({ reach: 'city' });
  });

  it('does not let a role that the operation leaves out widen the scope', () => {
    const caller = aCaller({ roles: ['agency', 'auditor', 'district'] });

    expect(scopeOf(caller, ['operator', 'agency'])).toEqual({ reach: 'own', district: null, agency });
  });

  it.each([null, 'all', ''])('reaches nothing when the claim is %j', (claim) => {
    const scope = scopeOf(aCaller({ agency: claim }), ['agency']);

    expect(scope).toEqual({ reach: 'own', district: null, agency: null });
  });

  it('reaches no district without a claim', () => {
    const scope = scopeOf(aCaller({ roles: ['district'], district: null }), ['district']);

    expect(reachesDistrict(scope, 'ba-dinh')).toBe(false);
  });
});

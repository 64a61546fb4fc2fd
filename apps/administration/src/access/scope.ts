import type { Role } from '@entry/contracts/vocabulary/roles';
import type { Caller } from '@entry/platform/access/caller';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { z } from 'zod';

/** Which agencies a caller reaches, with all that belongs to them; `own` without a district or agency reaches none. */
export type Scope =
  | { readonly reach: 'city' }
  | { readonly reach: 'own'; readonly district: string | null; readonly agency: string | null };

const boundRoles: readonly Role[] = ['district', 'agency'];

/** Only the roles that the operation allows count, so that a role for reading never widens what another may write. */
export function scopeOf({ roles, district, agency }: Caller, allowed: readonly Role[]): Scope {
  const counting = roles.filter((role) => allowed.includes(role));
  if (counting.some((role) => !boundRoles.includes(role))) return { reach: 'city' };
  return {
    reach: 'own',
    district: counting.includes('district') ? district : null,
    agency: counting.includes('agency') && z.uuid().safeParse(agency).success ? agency : null,
  };
}

/** Keeps the rows that the scope reaches; the query has joined `agency` under that name. */
export function withinScope<Entity extends ObjectLiteral>(
  query: SelectQueryBuilder<Entity>,
  scope: Scope,
): SelectQueryBuilder<Entity> {
  if (scope.reach === 'city') return query;
  const { district, agency } = scope;
  return query.andWhere('(agency.district = :ownDistrict OR agency.id = :ownAgency)', {
    ownDistrict: district,
    ownAgency: agency,
  });
}

export function reachesDistrict(scope: Scope, district: string): boolean {
  return scope.reach === 'city' || scope.district === district;
}

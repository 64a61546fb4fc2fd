import type { Role } from '@entry/contracts/vocabulary/roles';

/** Whose scans a caller may see. */
export type Scope =
  | { readonly kind: 'everything' }
  | { readonly kind: 'district'; readonly district: string }
  | { readonly kind: 'agency'; readonly agency: string; readonly district: string | null };

interface Claims {
  readonly roles: readonly Role[];
  readonly district: string | null;
  readonly agency: string | null;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The widest scope that a caller's roles give; null when a role lacks its claim, or the claim is none: then nothing may be seen. */
export function scopeOf({ roles, district, agency }: Claims): Scope | null {
  if (roles.includes('auditor')) return { kind: 'everything' };
  if (roles.includes('district') && isName(district)) return { kind: 'district', district };
  const own = agency?.toLowerCase() ?? '';
  if (roles.includes('agency') && uuid.test(own)) return { kind: 'agency', agency: own, district };
  return null;
}

export interface Asked {
  readonly agency?: string | undefined;
  readonly district?: string | undefined;
}

/**
 * Whether a caller may name this agency or district. `find-out` when only the scans tell: a district names an agency,
 * and the token does not say which agencies are its own.
 */
export function mayName(scope: Scope, { agency, district }: Asked): 'yes' | 'no' | 'find-out' {
  switch (scope.kind) {
    case 'everything':
      return 'yes';
    case 'district':
      if (district !== undefined && district !== scope.district) return 'no';
      return agency === undefined ? 'yes' : 'find-out';
    case 'agency':
      if (agency !== undefined && agency !== scope.agency) return 'no';
      return district === undefined || district === scope.district ? 'yes' : 'no';
  }
}

function isName(text: string | null): text is string {
  return text !== null && text !== '' && !text.includes('\0');
}

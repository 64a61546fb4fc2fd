import type { Role } from '@entry/contracts/vocabulary/roles';

/** Who sends a request, as their token says. */
export interface Caller {
  /** The token's subject, or the device's id. */
  readonly id: string;
  readonly roles: readonly Role[];
  readonly district: string | null;
  readonly agency: string | null;
}

import { notFound, Problem } from '@entry/platform/http/problem';
import { Injectable } from '@nestjs/common';
import { AccessEventRepository } from './access-event.repository';
import { mayName, type Asked, type Scope } from './domain/scope';

/** Agencies and districts that all must be those of a scan. */
interface Narrowed {
  readonly scope: Scope;
  readonly agencies: readonly string[];
  readonly districts: readonly string[];
}

/** Holds what is asked for to what a caller may see. */
@Injectable()
export class AccessScopes {
  constructor(private readonly events: AccessEventRepository) {}

  /** Throws 403 `SCOPE_MISSING` for nobody's scope, and 404 for an agency or district outside of it. */
  async narrow(scope: Scope | null, { agency, district }: Asked): Promise<Narrowed> {
    if (!scope) throw new Problem(403, 'SCOPE_MISSING', 'Your token does not say which agency or district you are.');
    if (!(await this.allows(scope, { agency, district }))) throw notFound('agency or district');
    return {
      scope,
      agencies: named([agency, scope.kind === 'agency' ? scope.agency : undefined]),
      districts: named([district, scope.kind === 'district' ? scope.district : undefined]),
    };
  }

  private async allows(scope: Scope, asked: Asked): Promise<boolean> {
    const answer = mayName(scope, asked);
    if (answer !== 'find-out') return answer === 'yes';
    return (
      scope.kind === 'district' && asked.agency !== undefined && this.events.standsIn(asked.agency, scope.district)
    );
  }
}

function named(names: readonly (string | undefined)[]): string[] {
  return [...new Set(names)].filter((name) => name !== undefined);
}

import type { Caller } from '@entry/platform/access/caller';
import { Problem } from '@entry/platform/http/problem';
import { Injectable } from '@nestjs/common';
import { AccessScopes } from '../listing/access-scopes';
import { scopeOf, type Scope } from '../listing/domain/scope';
import { shownReasons } from '../listing/domain/shown-reasons';
import { AccessStatisticsRepository } from './access-statistics.repository';
import type { AccessStatistics, AccessStatisticsQuery, ScanCount } from './access-statistics.schemas';
import { partsOf } from './domain/window';

const mostGroups = 50_000;
/** A smaller group might tell of somebody. */
const smallestGroup = 5;
const citywide = ['auditor', 'police', 'committee', 'health-department'] as const;

/** Counts of the scans that `GET /v1/access-events` lists: the same window gives as many. */
@Injectable()
export class AccessStatisticsService {
  constructor(
    private readonly statistics: AccessStatisticsRepository,
    private readonly scopes: AccessScopes,
  ) {}

  async count(caller: Caller, query: AccessStatisticsQuery): Promise<AccessStatistics> {
    const seesAll = citywide.some((role) => caller.roles.includes(role));
    const own: Scope | null = seesAll ? { kind: 'everything' } : scopeOf(caller);
    const asAnalyst = own === null && caller.roles.includes('analyst');
    const { scope, ...places } = await this.scopes.narrow(asAnalyst ? { kind: 'everything' } : own, query);
    const { from, to, groupBy, checkpoint, decision } = query;
    if (asAnalyst && partsOf({ from, to }, ['hour'], new Date()).some(({ of }) => of === 'scan')) throw notWholeHours();
    const asked = [{ from, to }, groupBy, { ...places, checkpoint, decision }, mostGroups + 1] as const;
    if (await this.statistics.hasGroups(...asked)) throw tooManyGroups();
    const counts = await this.statistics.count(...asked);
    if (counts.length > mostGroups) throw tooManyGroups();
    const shown = counts.filter(({ scans }) => !asAnalyst || scans >= smallestGroup);
    const items = scope.kind === 'everything' ? shown : shown.map(withoutDiagnosis);
    return { items, suppressed: counts.length - shown.length };
  }
}

function withoutDiagnosis(count: ScanCount): ScanCount {
  if (count.reason === undefined) return count;
  const [reason] = shownReasons([count.reason], { kind: 'district', district: '' });
  return { ...count, reason };
}

const notWholeHours = () =>
  new Problem(
    422,
    'WINDOW_NOT_WHOLE_HOURS',
    'from and to must be whole hours: two windows that differ by a moment would tell of one scan.',
  );

const tooManyGroups = () =>
  new Problem(
    422,
    'TOO_MANY_GROUPS',
    `These are over ${mostGroups} groups: narrow the window, or ask for fewer groupings.`,
  );

import type { Caller } from '@entry/platform/access/caller';
import { Problem } from '@entry/platform/http/problem';
import { Injectable } from '@nestjs/common';
import { writeCursor } from '../listing/domain/page-cursor';
import { scopeOf, type Scope } from '../listing/domain/scope';
import { SequenceGapRepository, type ListedSequenceGap } from './sequence-gap.repository';
import type { SequenceGapItem, SequenceGapsPage, SequenceGapsQuery } from './sequence-gaps.schemas';

/** How long, in ms, a missing number may still be on its way before anybody is told of it. */
export class Grace {
  constructor(readonly milliseconds: number) {}

  /** The latest notice that has passed it at `now`. */
  passedAt(now: Date): Date {
    return new Date(now.getTime() - this.milliseconds);
  }
}

@Injectable()
export class SequenceGapsService {
  constructor(
    private readonly gaps: SequenceGapRepository,
    private readonly grace: Grace,
  ) {}

  async list(caller: Caller, { limit, cursor, ...asked }: SequenceGapsQuery): Promise<SequenceGapsPage> {
    const scope: Scope | null = caller.roles.includes('operator') ? { kind: 'everything' } : scopeOf(caller);
    if (!scope) throw new Problem(403, 'SCOPE_MISSING', 'Your token does not say which agency or district you are.');
    const found = await this.gaps.findPage(
      {
        ...asked,
        noticedBy: this.grace.passedAt(new Date()),
        agency: scope.kind === 'agency' ? scope.agency : undefined,
        district: scope.kind === 'district' ? scope.district : undefined,
      },
      { after: cursor, limit: limit + 1 },
    );
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    return { items: page.map(toItem), nextCursor: last ? writeCursor({ at: last.noticedAt, id: last.id }) : null };
  }
}

function toItem({ id: _, firstMissing, lastMissing, noticedAt, ...gap }: ListedSequenceGap): SequenceGapItem {
  const missing = lastMissing - firstMissing + 1;
  return { ...gap, firstMissing, lastMissing, missing, noticedAt: noticedAt.toISOString() };
}

import type { Caller } from '@entry/platform/access/caller';
import { notFound, Problem } from '@entry/platform/http/problem';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { scopeOf, type Scope } from '../access/scope';
import { ChangeLog } from '../changes/change-log';
import { requireSeen } from '../requests/if-match';
import { caseSteps, refuseStep, type CaseStep } from './domain/case-step';
import type { StaffList } from './domain/staff-list';
import { staffAccess, workerOf } from './staff-access';
import { StaffCaseRepository } from './staff-case.repository';
import type { CaseQuery, StaffCasePage, StaffCaseResponse } from './staff.schemas';

/** The staff lists as their readers and workers may see and change them. */
@Injectable()
export class StaffListsService {
  constructor(
    private readonly cases: StaffCaseRepository,
    private readonly changes: ChangeLog,
    private readonly dataSource: DataSource,
  ) {}

  async list(list: StaffList, query: CaseQuery, caller: Caller): Promise<StaffCasePage> {
    const items = await this.cases.list(list, { ...query, limit: query.limit + 1 }, this.scopeFor(list, caller));
    const page = items.slice(0, query.limit);
    return { items: page, nextCursor: items.length > query.limit ? (page.at(-1)?.id ?? null) : null };
  }

  /** Each page of the list, for a file of all of it. */
  async *pages(list: StaffList, query: CaseQuery, caller: Caller): AsyncGenerator<StaffCaseResponse[]> {
    let cursor = query.cursor;
    for (;;) {
      const { items, nextCursor } = await this.list(list, { ...query, limit: 500, cursor }, caller);
      yield items;
      if (nextCursor === null) return;
      cursor = nextCursor;
    }
  }

  summary(caller: Caller) {
    return this.cases.summary(scopeOf(caller, staffAccess.sum));
  }

  send(list: StaffList, caller: Caller): Promise<number> {
    const scope = scopeOf(caller, staffAccess.send);
    const agency = scope.reach === 'own' ? scope.agency : null;
    if (agency === null) throw notFound('agency');
    return this.dataSource.transaction(async (manager) => {
      const at = new Date();
      const sent = await this.cases.send(manager, list, agency);
      await this.changes.record(manager, caller, ...sent.map((subject) => ({ subject, step: 'send', at })));
      return sent.length;
    });
  }

  /** A case of a list that the caller does not work on is not there for them. */
  async step(id: string, seen: number, step: CaseStep, caller: Caller, reason: string | null = null) {
    return this.dataSource.transaction(async (manager) => {
      const found = (await this.cases.lock(manager, [id])).get(id);
      if (!found || !caller.roles.includes(workerOf[found.list])) throw notFound('staff case');
      requireSeen(found, seen);
      const refusal = refuseStep(step, found.state);
      if (refusal !== null) throw new Problem(409, 'CASE_STATE', refusal);
      const { to } = caseSteps[step];
      const detail = { from: found.state, to };
      await this.changes.record(manager, caller, { subject: id, step, at: new Date(), reason, detail });
      await this.cases.change(manager, [{ id, state: to, reason }], caller.id);
      return this.cases.get(manager, id);
    });
  }

  /** Police and health see the lists that they work on, and no other. */
  private scopeFor(list: StaffList, caller: Caller): Scope {
    const own = staffAccess.read.filter(
      (role) => role === workerOf[list] || !staffAccess.work.some((one) => one === role),
    );
    const counting = own.filter((role) => caller.roles.includes(role));
    if (counting.length === 0) throw new Problem(403, 'ROLE_NOT_ALLOWED', 'This list is worked on by others.');
    return scopeOf(caller, counting);
  }
}

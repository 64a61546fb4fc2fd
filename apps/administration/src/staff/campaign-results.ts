import type { Caller } from '@entry/platform/access/caller';
import type { FileRow, RowErrors } from '@entry/platform/http/csv-file';
import { Problem } from '@entry/platform/http/problem';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ChangeLog } from '../changes/change-log';
import type { CaseResult } from './campaigns.schemas';
import { caseSteps, refuseStep } from './domain/case-step';
import type { StaffList } from './domain/staff-list';
import { workerOf } from './staff-access';
import { StaffCaseRepository, type LockedCase } from './staff-case.repository';

interface Options {
  readonly list: StaffList;
  readonly dryRun: boolean;
  readonly caller: Caller;
}

/** Many steps at once, as the results of a campaign come in. */
@Injectable()
export class CampaignResults {
  constructor(
    private readonly cases: StaffCaseRepository,
    private readonly changes: ChangeLog,
    private readonly dataSource: DataSource,
  ) {}

  /** Makes the steps that can be made, all in one transaction; gives the rows that cannot. */
  apply(rows: readonly FileRow<CaseResult>[], { list, dryRun, caller }: Options): Promise<RowErrors[]> {
    if (!caller.roles.includes(workerOf[list])) {
      throw new Problem(403, 'ROLE_NOT_ALLOWED', 'This list is worked on by others.');
    }
    return this.dataSource.transaction(async (manager) => {
      const found = await this.cases.lock(
        manager,
        rows.map(({ value }) => value.id),
      );
      const seen = new Set<string>();
      const rejected: RowErrors[] = [];
      const good: { result: CaseResult; before: LockedCase }[] = [];
      for (const { row, value } of rows) {
        const before = found.get(value.id);
        const error = refusalOf(value, before?.list === list ? before : undefined, seen);
        if (error) rejected.push({ row, errors: [error] });
        else good.push({ result: value, before: before! });
        seen.add(value.id);
      }
      if (dryRun || good.length === 0) return rejected;
      const at = new Date();
      const changes = good.map(({ result: { id, result, reason } }) => ({ id, state: caseSteps[result].to, reason }));
      await this.cases.change(manager, changes, caller.id);
      const steps = good.map(({ result: { id, result, reason }, before }) => {
        return { subject: id, step: result, at, reason, detail: { from: before.state, to: caseSteps[result].to } };
      });
      await this.changes.record(manager, caller, ...steps);
      return rejected;
    });
  }
}

function refusalOf({ id, result, reason }: CaseResult, before: LockedCase | undefined, seen: ReadonlySet<string>) {
  if (!before) return { pointer: '/id', code: 'UNKNOWN_REFERENCE', message: 'There is no such case on this list.' };
  if (seen.has(id)) return { pointer: '/id', code: 'REPEATED', message: 'An earlier row is about this case.' };
  if (result === 'reject' && reason === null) {
    return { pointer: '/reason', code: 'REASON_REQUIRED', message: 'A rejection says why.' };
  }
  const refusal = refuseStep(result, before.state);
  return refusal === null ? null : { pointer: '/result', code: 'CASE_STATE', message: refusal };
}

import type { Caller } from '@entry/platform/access/caller';
import { notFound, Problem } from '@entry/platform/http/problem';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { scopeOf } from '../access/scope';
import { ChangeLog } from '../changes/change-log';
import { requireSeen } from '../requests/if-match';
import type { ChangeAgencyRequest } from './agencies.schemas';
import { agencyAccess } from './agency-access';
import type { AgencyEntity } from './agency.entity';
import type { ReasonRequest } from '../requests/reason-request';
import { AgencyRepository } from './agency.repository';

/** What becomes of an agency: each change is made on the version that its caller saw, and kept with who and why. */
@Injectable()
export class AgencyChanges {
  constructor(
    private readonly agencies: AgencyRepository,
    private readonly changes: ChangeLog,
    private readonly dataSource: DataSource,
  ) {}

  change(id: string, seen: number, { reason, ...given }: ChangeAgencyRequest, caller: Caller): Promise<AgencyEntity> {
    return this.dataSource.transaction(async (manager) => {
      const before = await this.lockOpen(manager, id, seen, caller);
      const change = { name: given.name ?? before.name, kind: given.kind ?? before.kind };
      const detail = { before: { name: before.name, kind: before.kind }, after: change };
      await this.changes.record(manager, caller, { subject: id, step: 'changed', at: new Date(), reason, detail });
      return this.agencies.change(manager, before, change);
    });
  }

  /** 409 `AGENCY_HAS_CHECKPOINTS` while one of its checkpoints is open. */
  close(id: string, seen: number, { reason }: ReasonRequest, caller: Caller): Promise<AgencyEntity> {
    return this.dataSource.transaction(async (manager) => {
      const before = await this.lockOpen(manager, id, seen, caller);
      const [open] = await manager.query<{ count: number; devices: number }[]>(
        `SELECT count(*)::int AS count, coalesce(sum(devices), 0)::int AS devices FROM (
           SELECT (SELECT count(*) FROM device WHERE checkpoint_id = checkpoint.id AND status = 'active') AS devices
           FROM checkpoint WHERE agency_id = $1 AND closed_at IS NULL) AS open`,
        [id],
      );
      if (open!.count > 0) throw hasCheckpoints(open!);
      const at = new Date();
      await this.changes.record(manager, caller, { subject: id, step: 'closed', at, reason });
      return this.agencies.change(manager, before, { closedAt: at });
    });
  }

  private async lockOpen(manager: EntityManager, id: string, seen: number, caller: Caller): Promise<AgencyEntity> {
    const agency = await this.agencies.lock(manager, id, scopeOf(caller, agencyAccess.write));
    if (!agency) throw notFound('agency');
    requireSeen(agency, seen);
    if (agency.closedAt) throw new Problem(409, 'AGENCY_CLOSED', 'This agency is closed.');
    return agency;
  }
}

function hasCheckpoints({ count, devices }: { count: number; devices: number }): Problem {
  const detail = `Close its ${count} checkpoints first; ${devices} devices at them must be moved or revoked before.`;
  return new Problem(409, 'AGENCY_HAS_CHECKPOINTS', detail, { members: { checkpoints: count, devices } });
}

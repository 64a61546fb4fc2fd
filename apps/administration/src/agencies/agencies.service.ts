import type { Caller } from '@entry/platform/access/caller';
import { notFound } from '@entry/platform/http/problem';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { reachesDistrict, scopeOf } from '../access/scope';
import { ChangeLog } from '../changes/change-log';
import { unknownReference } from '../requests/unknown-reference';
import { DistrictRepository } from '../districts/district.repository';
import type { Page } from '../paging/page';
import type { AgencyListQuery, CreateAgencyRequest } from './agencies.schemas';
import { agencyAccess } from './agency-access';
import type { AgencyEntity } from './agency.entity';
import { AgencyRepository } from './agency.repository';

@Injectable()
export class AgenciesService {
  constructor(
    private readonly agencies: AgencyRepository,
    private readonly districts: DistrictRepository,
    private readonly changes: ChangeLog,
    private readonly dataSource: DataSource,
  ) {}

  async create(request: CreateAgencyRequest, caller: Caller): Promise<AgencyEntity> {
    await this.requireDistrict(request.district, caller);
    const [agency] = await this.add([request], caller);
    return agency!;
  }

  /** All of them, or none. */
  async add(requests: readonly CreateAgencyRequest[], caller: Caller): Promise<AgencyEntity[]> {
    const createdAt = new Date();
    const origin = { version: 1, closedAt: null, createdAt, createdBy: caller.id };
    const added = requests.map((request) => ({ id: uuidv7(), ...request, ...origin }));
    if (added.length === 0) return [];
    await this.dataSource.transaction(async (manager) => {
      await this.agencies.add(manager, added);
      await this.changes.record(
        manager,
        caller,
        ...added.map(({ id }) => ({ subject: id, step: 'added', at: createdAt })),
      );
    });
    return added;
  }

  /** Throws when there is no such district or department, or none to which the caller may add. */
  async requireDistrict(district: string, caller: Caller): Promise<void> {
    if (!(await this.districts.exists(district))) throw unknownReference('district');
    if (!reachesDistrict(scopeOf(caller, agencyAccess.write), district)) throw notFound('district');
  }

  async get(id: string, caller: Caller): Promise<AgencyEntity> {
    const agency = await this.agencies.find(id, scopeOf(caller, agencyAccess.read));
    if (!agency) throw notFound('agency');
    return agency;
  }

  list(query: AgencyListQuery, caller: Caller): Promise<Page<AgencyEntity>> {
    return this.agencies.list(query, scopeOf(caller, agencyAccess.read));
  }
}

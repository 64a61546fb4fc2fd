import type { Caller } from '@entry/platform/access/caller';
import { notFound } from '@entry/platform/http/problem';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { reachesDistrict, scopeOf } from '../access/scope';
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
  ) {}

  async create(request: CreateAgencyRequest, caller: Caller): Promise<AgencyEntity> {
    if (!(await this.districts.exists(request.district))) throw unknownReference('district');
    if (!reachesDistrict(scopeOf(caller, agencyAccess.write), request.district)) throw notFound('district');
    const agency = { id: uuidv7(), ...request, createdAt: new Date(), createdBy: caller.id };
    await this.agencies.add(agency);
    return agency;
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

import type { Caller } from '@entry/platform/access/caller';
import { Problem } from '@entry/platform/http/problem';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { readCsvFile, repeatedRows, type ImportResponse } from '@entry/platform/http/csv-file';
import { CreateAgencyRequest } from './agencies.schemas';
import { AgenciesService } from './agencies.service';
import { AgencyRepository } from './agency.repository';

const columns = { required: ['name', 'district', 'kind'] };

/** Agencies of a CSV file, those whose rows fit; a row that does not stops no other. */
@Injectable()
export class AgencyImport {
  constructor(
    private readonly service: AgenciesService,
    private readonly agencies: AgencyRepository,
  ) {}

  async import(request: FastifyRequest, dryRun: boolean, caller: Caller): Promise<ImportResponse> {
    const { received, rows, rejected } = await readCsvFile(request, columns, CreateAgencyRequest);
    const districts = [...new Set(rows.map(({ value }) => value.district))];
    const refused = new Set<string>();
    for (const district of districts) if (!(await this.takes(district, caller))) refused.add(district);
    const message = 'There is no such district of yours.';
    const errors = [{ pointer: '/district', code: 'UNKNOWN_REFERENCE', message }];
    const foreign = rows.filter(({ value }) => refused.has(value.district)).map(({ row }) => ({ row, errors }));
    const own = rows.filter(({ value }) => !refused.has(value.district));
    const taken = await this.agencies.namesIn(districts);
    const repeated = repeatedRows(own, ({ district, name }) => `${district} ${name}`, { taken, pointer: '/name' });
    const isRepeated = new Set(repeated.map(({ row }) => row));
    const fitting = own.filter(({ row }) => !isRepeated.has(row)).map(({ value }) => value);
    if (!dryRun) await this.service.add(fitting, caller);
    const all = [...rejected, ...foreign, ...repeated].sort((one, other) => one.row - other.row);
    return { received, added: fitting.length, rejected: all };
  }

  private async takes(district: string, caller: Caller): Promise<boolean> {
    try {
      await this.service.requireDistrict(district, caller);
      return true;
    } catch (error) {
      if (error instanceof Problem) return false;
      throw error;
    }
  }
}

import { VenueKind } from '@entry/contracts/vocabulary/venues';
import type { Caller } from '@entry/platform/access/caller';
import { Problem } from '@entry/platform/http/problem';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { AgencyEntity } from '../agencies/agency.entity';
import {
  readCsvFile,
  repeatedRows,
  type FileRow,
  type ImportResponse,
  type RowErrors,
} from '@entry/platform/http/csv-file';
import { printable } from '../requests/printable';
import { CheckpointRepository } from './checkpoint.repository';
import { CheckpointsService } from './checkpoints.service';

const columns = {
  required: ['name', 'agency', 'venue_kind', 'address'],
  optional: ['latitude', 'longitude', 'opening_hours', 'entrances'],
};

const degrees = (most: number) => z.union([z.literal(''), z.coerce.number().min(-most).max(most)]).default('');

const Row = z
  .object({
    name: printable(200),
    agency: z.uuid(),
    venue_kind: VenueKind,
    address: printable(300),
    latitude: degrees(90),
    longitude: degrees(180),
    opening_hours: z.union([z.literal(''), printable(200)]).default(''),
    entrances: z.string().default(''),
  })
  .refine(({ latitude, longitude }) => (latitude === '') === (longitude === ''), {
    path: ['longitude'],
    message: 'latitude and longitude belong together',
  })
  .transform(({ venue_kind, latitude, longitude, opening_hours, entrances, ...row }) => ({
    ...row,
    venueKind: venue_kind,
    coordinates: latitude === '' || longitude === '' ? null : { latitude, longitude },
    openingHours: opening_hours || null,
    entrances: entrances
      .split(';')
      .map((entrance) => entrance.trim())
      .filter((entrance) => entrance !== ''),
  }));
type Row = z.output<typeof Row>;
type Placed = Omit<Row, 'agency'> & { agency: AgencyEntity };

/** Checkpoints of a CSV file, those whose rows fit; a row that does not stops no other. */
@Injectable()
export class CheckpointImport {
  constructor(
    private readonly service: CheckpointsService,
    private readonly checkpoints: CheckpointRepository,
  ) {}

  async import(request: FastifyRequest, dryRun: boolean, caller: Caller): Promise<ImportResponse> {
    const { received, rows, rejected } = await readCsvFile(request, columns, Row);
    const { known, unknown } = await this.withAgencies(rows, caller);
    const keyOf = ({ agency, name }: Placed) => `${agency.id} ${name}`;
    const taken = await this.checkpoints.namesIn(known.map(({ value }) => value.agency.id));
    const repeated = repeatedRows(known, keyOf, { taken, pointer: '/name' });
    const isRepeated = new Set(repeated.map(({ row }) => row));
    const fitting = known.filter(({ row }) => !isRepeated.has(row)).map(({ value }) => value);
    if (!dryRun) await this.service.add(fitting, caller);
    const refused = [...rejected, ...unknown, ...repeated].sort((one, other) => one.row - other.row);
    return { received, added: fitting.length, rejected: refused };
  }

  private async withAgencies(rows: readonly FileRow<Row>[], caller: Caller) {
    const found = new Map<string, AgencyEntity | Problem>();
    for (const id of new Set(rows.map(({ value }) => value.agency))) {
      found.set(id, await this.service.agencyFor(id, caller).catch(asProblem));
    }
    const known: FileRow<Placed>[] = [];
    const unknown: RowErrors[] = [];
    for (const { row, value } of rows) {
      const agency = found.get(value.agency)!;
      if (agency instanceof Problem) {
        const error = { pointer: '/agency', code: 'UNKNOWN_REFERENCE', message: 'There is no such agency of yours.' };
        unknown.push({ row, errors: [agency.status === 409 ? { ...error, message: agency.message } : error] });
      } else known.push({ row, value: { ...value, agency } });
    }
    return { known, unknown };
  }
}

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  throw error;
}

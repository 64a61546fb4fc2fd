import type { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { PagePosition } from './domain/page-cursor';
import { conditionsOf, type ScanFilter } from './scan-filter';

/** The interval of `receivedAt` is half-open. */
export interface AccessEventFilter extends ScanFilter {
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

export type ListedAccessEvent = Omit<AccessEventV1, 'gatewayId' | 'subject' | 'scannedAt' | 'receivedAt'> & {
  readonly scannedAt: Date;
  readonly receivedAt: Date;
};

const columns = `event_id AS "eventId", scan_id AS "scanId", device_id AS "deviceId", checkpoint, agency, district,
  venue_kind AS "venueKind", decision, reasons, policy_version AS "policyVersion", scanned_at AS "scannedAt",
  received_at AS "receivedAt", sequence, direction`;

@Injectable()
export class AccessEventRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest first by `receivedAt`, then by `eventId`, below `after`. */
  async findPage(
    filter: AccessEventFilter,
    { after, limit }: { after: PagePosition | undefined; limit: number },
  ): Promise<ListedAccessEvent[]> {
    const parameters: unknown[] = [];
    const given = (value: unknown) => `$${parameters.push(value)}`;
    const conditions = [
      ...conditionsOf(filter, given),
      ...(filter.from ? [`received_at >= ${given(filter.from.toISOString())}`] : []),
      ...(filter.to ? [`received_at < ${given(filter.to.toISOString())}`] : []),
      ...(after ? [`(received_at, event_id) < (${given(after.at.toISOString())}, ${given(after.id)})`] : []),
    ];
    const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
    const rows = await this.dataSource.query<(Omit<ListedAccessEvent, 'sequence'> & { sequence: string | null })[]>(
      `SELECT ${columns} FROM access_event ${where} ORDER BY received_at DESC, event_id DESC LIMIT ${given(limit)}`,
      parameters,
    );
    return rows.map((row) => ({ ...row, sequence: row.sequence === null ? null : Number(row.sequence) }));
  }

  /** Whether the agency has ever been scanned at in the district. */
  async standsIn(agency: string, district: string): Promise<boolean> {
    const rows = await this.dataSource.query<unknown[]>(
      `SELECT FROM agency_district WHERE agency = $1 AND district = $2`,
      [agency, district],
    );
    return rows.length > 0;
  }
}

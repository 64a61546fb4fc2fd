import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { PagePosition } from '../listing/domain/page-cursor';

/** Each given condition narrows; the interval of `noticedAt` is half-open. */
export interface SequenceGapFilter {
  readonly device?: string | undefined;
  readonly agency?: string | undefined;
  readonly district?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  /** The latest `noticedAt`, itself included. */
  readonly noticedBy: Date;
}

export interface ListedSequenceGap {
  readonly id: string;
  readonly device: string;
  readonly checkpoint: string;
  readonly firstMissing: number;
  readonly lastMissing: number;
  readonly noticedAt: Date;
}

type Row = Omit<ListedSequenceGap, 'firstMissing' | 'lastMissing'> & { firstMissing: string; lastMissing: string };

@Injectable()
export class SequenceGapRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest first by `noticedAt`, then by `id`, below `after`. */
  async findPage(
    { device, agency, district, from, to, noticedBy }: SequenceGapFilter,
    { after, limit }: { after: PagePosition | undefined; limit: number },
  ): Promise<ListedSequenceGap[]> {
    const parameters: unknown[] = [];
    const given = (value: unknown) => `$${parameters.push(value)}`;
    const conditions = [
      `noticed_at <= ${given(noticedBy.toISOString())}`,
      ...(device ? [`device_id = ${given(device)}`] : []),
      ...(agency ? [`agency = ${given(agency)}`] : []),
      ...(district ? [`district = ${given(district)}`] : []),
      ...(from ? [`noticed_at >= ${given(from.toISOString())}`] : []),
      ...(to ? [`noticed_at < ${given(to.toISOString())}`] : []),
      ...(after ? [`(noticed_at, id) < (${given(after.at.toISOString())}, ${given(after.id)})`] : []),
    ];
    const rows = await this.dataSource.query<Row[]>(
      `SELECT id, device_id AS device, checkpoint, first_missing AS "firstMissing", last_missing AS "lastMissing",
         noticed_at AS "noticedAt"
       FROM sequence_gap WHERE ${conditions.join(' AND ')} ORDER BY noticed_at DESC, id DESC LIMIT ${given(limit)}`,
      parameters,
    );
    return rows.map((row) => ({
      ...row,
      firstMissing: Number(row.firstMissing),
      lastMissing: Number(row.lastMissing),
    }));
  }

  /** How many gaps noticed after `after`, up to and including `until`, are still open, and on how many devices. */
  async countNoticed(after: Date, until: Date): Promise<{ gaps: number; devices: number }> {
    const [row] = await this.dataSource.query<{ gaps: string; devices: string }[]>(
      `SELECT count(*) AS gaps, count(DISTINCT device_id) AS devices
       FROM sequence_gap WHERE noticed_at > $1 AND noticed_at <= $2`,
      [after.toISOString(), until.toISOString()],
    );
    return { gaps: Number(row?.gaps), devices: Number(row?.devices) };
  }
}

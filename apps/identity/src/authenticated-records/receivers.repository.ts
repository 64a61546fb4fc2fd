import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Receivers } from './authenticated-records.schemas';
import { writePosition, type Position } from './position';

interface StoredReceiver {
  readonly name: string;
  readonly xid: string;
  readonly batch_id: string;
  readonly row: number;
  readonly acknowledged_at: Date;
}

/** How far each receiver has got, of each caller its own. */
@Injectable()
export class ReceiversRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** False when the receiver has acknowledged more already: then it stays there. */
  async acknowledge(caller: string, name: string, { xid, batchId, row }: Position): Promise<boolean> {
    const stored = await this.dataSource.query<object[]>(
      `INSERT INTO record_receiver AS held (caller, name, xid, batch_id, row, acknowledged_at) VALUES ($1, $2, $3::xid8, $4, $5, now())
       ON CONFLICT (caller, name) DO UPDATE SET xid = excluded.xid, batch_id = excluded.batch_id, row = excluded.row,
         acknowledged_at = excluded.acknowledged_at
       WHERE (held.xid, held.batch_id, held.row) <= (excluded.xid, excluded.batch_id, excluded.row) RETURNING name`,
      [caller, name, xid, batchId, row],
    );
    return stored.length > 0;
  }

  async list(caller: string): Promise<Receivers> {
    const rows = await this.dataSource.query<StoredReceiver[]>(
      `SELECT name, xid::text, batch_id, row, acknowledged_at FROM record_receiver WHERE caller = $1 ORDER BY name`,
      [caller],
    );
    return {
      items: rows.map(({ name, xid, batch_id: batchId, row, acknowledged_at }) => ({
        receiver: name,
        position: writePosition({ xid, batchId, row }),
        acknowledgedAt: acknowledged_at.toISOString(),
      })),
    };
  }
}

import type { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Replay, ReplayRequest } from './replays.schemas';

type Row = Record<'from' | 'to' | 'begunAt', Date> & {
  id: string;
  topic: string;
  scans: string;
  sent: string;
  completedAt: Date | null;
};
interface OpenReplay {
  readonly id: string;
  readonly topic: string;
  readonly from: Date;
  readonly to: Date;
  readonly sentAt: Date | null;
  readonly sentId: string | null;
}
type StoredScan = Omit<AccessEventV1, 'scannedAt' | 'receivedAt' | 'sequence'> & {
  readonly scannedAt: Date;
  readonly receivedAt: Date;
  readonly sequence: string | null;
};

@Injectable()
export class ReplayRepository {
  constructor(private readonly dataSource: DataSource) {}

  async begin(id: string, { topic, from, to }: ReplayRequest, manager: EntityManager): Promise<void> {
    await manager.query(
      `INSERT INTO replay (id, topic, sent_from, sent_to, scans)
       SELECT $1, $2, $3, $4, count(*) FROM access_event WHERE received_at >= $3 AND received_at < $4`,
      [id, topic, from.toISOString(), to.toISOString()],
    );
  }

  async find(id: string): Promise<Replay | null> {
    const [row] = await this.dataSource.query<Row[]>(
      `SELECT id, topic, sent_from AS from, sent_to AS to, scans, sent, begun_at AS "begunAt", completed_at AS "completedAt"
       FROM replay WHERE id = $1`,
      [id],
    );
    if (!row) return null;
    return {
      ...row,
      scans: Number(row.scans),
      sent: Number(row.sent),
      from: row.from.toISOString(),
      to: row.to.toISOString(),
      begunAt: row.begunAt.toISOString(),
      completedAt: row.completedAt?.toISOString() ?? null,
    };
  }

  /** The oldest that is not at its end and that no other instance works at, kept from others until the transaction ends. */
  async lockOpen(manager: EntityManager): Promise<OpenReplay | null> {
    const [open] = await manager.query<OpenReplay[]>(
      `SELECT id, topic, sent_from AS from, sent_to AS to, sent_at AS "sentAt", sent_id AS "sentId" FROM replay
       WHERE completed_at IS NULL ORDER BY begun_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`,
    );
    return open ?? null;
  }

  /** The next scans behind what was sent, in the order of `receivedAt`. */
  async next(
    { from, to, sentAt, sentId }: OpenReplay,
    limit: number,
    manager: EntityManager,
  ): Promise<AccessEventV1[]> {
    const after = sentAt ? `(received_at, event_id) > ($3, $4)` : 'received_at >= $3 AND $4::uuid IS NULL';
    const rows = await manager.query<StoredScan[]>(
      `SELECT event_id AS "eventId", scan_id AS "scanId", gateway_id AS "gatewayId", subject, device_id AS "deviceId", checkpoint,
         agency, district, venue_kind AS "venueKind", decision, reasons, policy_version AS "policyVersion",
         scanned_at AS "scannedAt", received_at AS "receivedAt", sequence, direction
       FROM access_event WHERE received_at < $1 AND ${after} ORDER BY received_at, event_id LIMIT $2`,
      [to.toISOString(), limit, (sentAt ?? from).toISOString(), sentId],
    );
    return rows.map((row) => ({
      ...row,
      scannedAt: row.scannedAt.toISOString(),
      receivedAt: row.receivedAt.toISOString(),
      sequence: row.sequence === null ? null : Number(row.sequence),
    }));
  }

  async advance(id: string, sent: readonly AccessEventV1[], isEnd: boolean, manager: EntityManager): Promise<void> {
    const last = sent.at(-1);
    await manager.query(
      `UPDATE replay SET sent = sent + $2, sent_at = coalesce($3, sent_at), sent_id = coalesce($4, sent_id),
         completed_at = CASE WHEN $5 THEN now() END WHERE id = $1`,
      [id, sent.length, last?.receivedAt ?? null, last?.eventId ?? null, isEnd],
    );
  }
}

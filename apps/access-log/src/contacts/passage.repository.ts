import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { scanTime } from '../sequence-gaps/domain/device-runs';
import type { Passage } from './domain/stays';

/** A checkpoint during some time. */
export interface Place {
  readonly checkpoint: string;
  readonly from: Date;
  readonly to: Date;
}

type Row = Omit<Passage, 'at'> & { readonly scanned_at: Date; readonly received_at: Date };

const columns = 'subject, checkpoint, agency, district, direction, decision, scanned_at, received_at';
/** The index of late scans is made for exactly this. */
const late = `received_at - scanned_at > interval '15 minutes'`;

/** Scans as passages, at the time when they were made: those that came later with it are found by it too. */
@Injectable()
export class PassageRepository {
  constructor(private readonly dataSource: DataSource) {}

  async ofPerson(subject: string, from: Date, to: Date): Promise<Passage[]> {
    const rows = await this.dataSource.query<Row[]>(
      `SELECT ${columns} FROM access_event WHERE subject = $1 AND received_at >= $2`,
      [subject, from.toISOString()],
    );
    return rows.map(toPassage).filter(({ at }) => at >= from && at < to);
  }

  /** Everybody's at these places; a place must not overlap another of the same checkpoint. */
  async at(places: readonly Place[]): Promise<Passage[]> {
    const rows = await this.dataSource.query<Passed[]>(
      `SELECT place.checkpoint, place.from, place.to, agency, district, json_agg(json_build_array(
         subject, direction, decision, date_part('epoch', scanned_at) * 1000, date_part('epoch', received_at) * 1000)) AS scans
       FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) AS place (checkpoint, "from", "to") CROSS JOIN LATERAL (
         SELECT ${columns} FROM access_event WHERE checkpoint = place.checkpoint AND received_at >= place.from
           AND received_at < place.to + interval '15 minutes'
         UNION ALL
         SELECT ${columns} FROM access_event WHERE checkpoint = place.checkpoint AND scanned_at >= place.from
           AND scanned_at < place.to AND ${late} AND NOT (received_at >= place.from AND received_at < place.to + interval '15 minutes')
       ) AS passed
       GROUP BY 1, 2, 3, 4, 5`,
      [
        places.map(({ checkpoint }) => checkpoint),
        places.map(({ from }) => from.toISOString()),
        places.map(({ to }) => to.toISOString()),
      ],
    );
    return rows.flatMap(({ from, to, scans, ...where }) =>
      scans
        .map(([subject, direction, decision, scannedAt, receivedAt]) =>
          toPassage({
            ...where,
            subject,
            direction,
            decision,
            scanned_at: instantOf(scannedAt),
            received_at: instantOf(receivedAt),
          }),
        )
        .filter(({ at }) => at >= from && at < to),
    );
  }
}

/** Rows cost more to read than to find: those of a place come as one. */
interface Passed extends Place, Pick<Passage, 'agency' | 'district'> {
  readonly scans: readonly [string, Passage['direction'], Passage['decision'], number, number][];
}

/** Milliseconds with the error of a floating point number. */
const instantOf = (milliseconds: number) => new Date(Math.round(milliseconds));

function toPassage({ scanned_at, received_at, ...passage }: Row): Passage {
  return { ...passage, at: new Date(scanTime(scanned_at, received_at)) };
}

import { Column, Entity, PrimaryColumn } from 'typeorm';

const asNumber = {
  from: (text: string | null) => (text === null ? null : Number(text)),
  to: (number: number | null) => number,
};

/** What gateways told of a device last. */
@Entity('device_activity')
export class DeviceActivityEntity {
  @PrimaryColumn('uuid', { name: 'device_id' })
  readonly deviceId!: string;

  @Column('timestamptz', { name: 'last_seen_at' })
  readonly lastSeenAt!: Date;

  @Column('text', { name: 'software_version', nullable: true })
  readonly softwareVersion!: string | null;

  @Column('bigint', { name: 'queue_length', nullable: true, transformer: asNumber })
  readonly queueLength!: number | null;

  @Column('bigint', { name: 'clock_skew_milliseconds', nullable: true, transformer: asNumber })
  readonly clockSkewMilliseconds!: number | null;

  /** The local day of `scans`. */
  @Column('date', { name: 'scans_on', nullable: true })
  readonly scansOn!: string | null;

  @Column('int')
  readonly scans!: number;

  @Column('timestamptz', { name: 'suspected_at', nullable: true })
  readonly suspectedAt!: Date | null;
}

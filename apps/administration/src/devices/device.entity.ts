import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { DeviceActivityEntity } from '../device-activity/device-activity.entity';
import { CheckpointEntity } from '../checkpoints/checkpoint.entity';
import type { DeviceState, DeviceStatus, PreviousKey, PreviousToken } from './domain/device-life';

@Entity('device')
export class DeviceEntity implements DeviceState {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @ManyToOne(() => CheckpointEntity)
  @JoinColumn({ name: 'checkpoint_id' })
  readonly checkpoint!: CheckpointEntity;

  /** Joined where a device is shown; null before a gateway has told of it. */
  readonly activity?: DeviceActivityEntity | null;

  @Column('text')
  readonly status!: DeviceStatus;

  @Column('text', { name: 'token_hash', nullable: true })
  readonly tokenHash!: string | null;

  @Column('jsonb', { name: 'previous_tokens' })
  readonly previousTokens!: readonly PreviousToken[];

  @Column('text', { name: 'public_key', nullable: true })
  readonly publicKey!: string | null;

  @Column('jsonb', { name: 'previous_keys' })
  readonly previousKeys!: readonly PreviousKey[];

  @Column('text', { name: 'enrolment_code_hash', nullable: true })
  readonly enrolmentCodeHash!: string | null;

  @Column('timestamptz', { name: 'enrolment_code_expires_at', nullable: true })
  readonly enrolmentCodeExpiresAt!: Date | null;

  @Column('timestamptz', { name: 'enrolled_at', nullable: true })
  readonly enrolledAt!: Date | null;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  readonly revokedAt!: Date | null;

  @Column('int')
  readonly version!: number;

  @Column('timestamptz', { name: 'created_at' })
  readonly createdAt!: Date;

  @Column('text', { name: 'created_by' })
  readonly createdBy!: string;

  @Column('timestamptz', { name: 'changed_at' })
  readonly changedAt!: Date;

  /** A person's subject, or the device's own id when it enrolled. */
  @Column('text', { name: 'changed_by' })
  readonly changedBy!: string;
}

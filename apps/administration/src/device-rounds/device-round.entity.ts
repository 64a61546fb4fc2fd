import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RoundTimes } from './domain/round-state';

@Entity('device_round')
export class DeviceRoundEntity implements RoundTimes {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('text')
  readonly name!: string;

  @Column('timestamptz')
  readonly deadline!: Date;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  readonly closedAt!: Date | null;

  @Column('timestamptz', { name: 'forwarded_at', nullable: true })
  readonly forwardedAt!: Date | null;

  @Column('timestamptz', { name: 'decided_at', nullable: true })
  readonly decidedAt!: Date | null;

  /** Rises with each change of the round or of a proposal in it: who hands it up by its version hands up what they saw. */
  @Column('int')
  readonly version!: number;

  @Column('timestamptz', { name: 'created_at' })
  readonly createdAt!: Date;

  @Column('text', { name: 'created_by' })
  readonly createdBy!: string;
}

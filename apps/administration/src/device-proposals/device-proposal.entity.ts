import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { AgencyEntity } from '../agencies/agency.entity';
import { DeviceRoundEntity } from '../device-rounds/device-round.entity';
import type { ProposalState } from './domain/proposal-state';

@Entity('device_proposal')
export class DeviceProposalEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @ManyToOne(() => DeviceRoundEntity)
  @JoinColumn({ name: 'round_id' })
  readonly round!: DeviceRoundEntity;

  @ManyToOne(() => AgencyEntity)
  @JoinColumn({ name: 'agency_id' })
  readonly agency!: AgencyEntity;

  @Column('text')
  readonly state!: ProposalState;

  /** Rises with each step. */
  @Column('int')
  readonly version!: number;

  @Column('timestamptz', { name: 'created_at' })
  readonly createdAt!: Date;

  @Column('text', { name: 'created_by' })
  readonly createdBy!: string;
}

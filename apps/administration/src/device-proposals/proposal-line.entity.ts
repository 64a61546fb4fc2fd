import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { CheckpointEntity } from '../checkpoints/checkpoint.entity';
import type { DeviceKind } from './device-proposals.schemas';

/** What an agency proposes for one of its checkpoints, what its district makes of it, and what the committee approves. */
@Entity('device_proposal_line')
export class ProposalLineEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('uuid', { name: 'proposal_id' })
  readonly proposalId!: string;

  @ManyToOne(() => CheckpointEntity)
  @JoinColumn({ name: 'checkpoint_id' })
  readonly checkpoint!: CheckpointEntity;

  /** Devices beyond those that were approved before. */
  @Column('int')
  readonly quantity!: number;

  @Column('text', { name: 'device_kind' })
  readonly deviceKind!: DeviceKind;

  @Column('text')
  readonly reason!: string;

  @Column('int', { name: 'people_a_day' })
  readonly peopleADay!: number;

  @Column('int', { name: 'reviewed_quantity', nullable: true })
  readonly reviewedQuantity!: number | null;

  @Column('text', { name: 'review_reason', nullable: true })
  readonly reviewReason!: string | null;

  @Column('int', { name: 'approved_quantity', nullable: true })
  readonly approvedQuantity!: number | null;

  @Column('text', { name: 'decision_reason', nullable: true })
  readonly decisionReason!: string | null;

  @Column('timestamptz', { name: 'decided_at', nullable: true })
  readonly decidedAt!: Date | null;
}

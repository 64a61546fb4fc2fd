import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DryRunResult } from './dry-runs.schemas';

@Entity('entry_policy_dry_run')
export class DryRunEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('text', { name: 'policy_version' })
  readonly policyVersion!: string;

  @Column('int')
  readonly days!: number;

  @Column('text')
  readonly state!: 'running' | 'completed' | 'failed';

  /** Per cent. */
  @Column('int')
  readonly progress!: number;

  @Column('jsonb', { nullable: true })
  readonly result!: DryRunResult | null;

  @Column('timestamptz', { name: 'started_at' })
  readonly startedAt!: Date;

  @Column('text', { name: 'started_by' })
  readonly startedBy!: string;

  @Column('timestamptz', { name: 'completed_at', nullable: true })
  readonly completedAt!: Date | null;
}

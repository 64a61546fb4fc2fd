import type { EntryPolicyV1 } from '@entry/contracts/events/administration.v1';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('entry_policy_draft')
export class EntryPolicyDraftEntity {
  @PrimaryColumn('text', { name: 'policy_version' })
  readonly policyVersion!: string;

  @Column('jsonb')
  readonly policy!: EntryPolicyV1;

  @Column('timestamptz', { name: 'drafted_at' })
  readonly draftedAt!: Date;

  @Column('text', { name: 'drafted_by' })
  readonly draftedBy!: string;
}

import type { EntryRule, FactsMaxAge } from '@entry/contracts/events/administration.v1';
import type { VenueKind } from '@entry/contracts/vocabulary/venues';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('entry_policy')
export class EntryPolicyEntity {
  @PrimaryColumn('text', { name: 'policy_version' })
  readonly policyVersion!: string;

  @Column('timestamptz', { name: 'valid_from' })
  readonly validFrom!: Date;

  @Column('timestamptz', { name: 'valid_to', nullable: true })
  readonly validTo!: Date | null;

  @Column('jsonb')
  readonly rules!: EntryRule[];

  @Column('jsonb', { name: 'facts_max_age' })
  readonly factsMaxAge!: FactsMaxAge;

  @Column('text', { name: 'signature_required', array: true })
  readonly signatureRequired!: VenueKind[];

  @Column('int')
  readonly version!: number;

  @Column('timestamptz', { name: 'changed_at' })
  readonly changedAt!: Date;

  @Column('text', { name: 'changed_by' })
  readonly changedBy!: string;
}

import type { VenueKind } from '@entry/contracts/vocabulary/venues';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { AgencyEntity } from '../agencies/agency.entity';

@Entity('checkpoint')
export class CheckpointEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('text')
  readonly name!: string;

  @ManyToOne(() => AgencyEntity)
  @JoinColumn({ name: 'agency_id' })
  readonly agency!: AgencyEntity;

  @Column('text', { name: 'venue_kind' })
  readonly venueKind!: VenueKind;

  @Column('text')
  readonly address!: string;

  /** Rises with each change; readers of the event keep the highest. */
  @Column('int')
  readonly version!: number;

  @Column('timestamptz', { name: 'created_at' })
  readonly createdAt!: Date;

  @Column('text', { name: 'created_by' })
  readonly createdBy!: string;
}

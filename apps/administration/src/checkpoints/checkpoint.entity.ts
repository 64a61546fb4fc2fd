import type { VenueKind } from '@entry/contracts/vocabulary/venues';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { AgencyEntity } from '../agencies/agency.entity';
import type { Readiness } from './domain/readiness';
import { ReadinessColumns } from './readiness-columns';

/** WGS 84, in degrees. */
export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

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

  @Column('jsonb', { nullable: true })
  readonly coordinates!: Coordinates | null;

  @Column('text', { name: 'opening_hours', nullable: true })
  readonly openingHours!: string | null;

  @Column('text', { array: true })
  readonly entrances!: readonly string[];

  @Column(() => ReadinessColumns, { prefix: false })
  readonly readiness!: Readiness;

  /** Rises with each change; readers of the event keep the highest. */
  @Column('int')
  readonly version!: number;

  /** From then on it takes no device. */
  @Column('timestamptz', { name: 'closed_at', nullable: true })
  readonly closedAt!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  readonly createdAt!: Date;

  @Column('text', { name: 'created_by' })
  readonly createdBy!: string;
}

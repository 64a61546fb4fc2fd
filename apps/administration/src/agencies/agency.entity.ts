import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('agency')
export class AgencyEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('text')
  readonly name!: string;

  /** Id of the district or department that it answers to. */
  @Column('text')
  readonly district!: string;

  @Column('text')
  readonly kind!: 'state' | 'private';

  /** Rises with each change. */
  @Column('int')
  readonly version!: number;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  readonly closedAt!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  readonly createdAt!: Date;

  @Column('text', { name: 'created_by' })
  readonly createdBy!: string;
}

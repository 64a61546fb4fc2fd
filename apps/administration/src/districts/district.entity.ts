import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('district')
export class DistrictEntity {
  /** A slug such as `ba-dinh`. */
  @PrimaryColumn('text')
  readonly id!: string;

  /** The administrative code, three digits. */
  @Column('text')
  readonly code!: string;

  @Column('text')
  readonly name!: string;
}

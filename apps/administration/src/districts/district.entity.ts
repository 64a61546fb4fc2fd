import { Column, Entity, PrimaryColumn } from 'typeorm';

export type DistrictKind = 'district' | 'department';

/** An office that agencies answer to: a district of Hanoi, or a department of the city. */
@Entity('district')
export class DistrictEntity {
  /** A slug such as `ba-dinh`. */
  @PrimaryColumn('text')
  readonly id!: string;

  /** The administrative code, three digits; a department has one of its own. */
  @Column('text')
  readonly code!: string;

  @Column('text')
  readonly name!: string;

  @Column('text')
  readonly kind!: DistrictKind;
}

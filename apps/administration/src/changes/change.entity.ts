import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One step in the life of a round, proposal, agency, checkpoint or device: who did it, when and why. It is never altered. */
@Entity('change')
export class ChangeEntity {
  @PrimaryColumn('uuid')
  readonly id!: string;

  /** Id of what it happened to. */
  @Column('uuid')
  readonly subject!: string;

  @Column('text')
  readonly step!: string;

  @Column('timestamptz')
  readonly at!: Date;

  @Column('text')
  readonly actor!: string;

  @Column('text', { array: true })
  readonly roles!: readonly string[];

  @Column('text', { nullable: true })
  readonly reason!: string | null;

  /** What it was before and is after, as far as the step changed it. */
  @Column('jsonb')
  readonly detail!: object;
}

import { Column } from 'typeorm';
import type { Readiness } from './domain/readiness';

export class ReadinessColumns implements Readiness {
  @Column('boolean', { name: 'has_power' })
  readonly power!: boolean;

  @Column('boolean', { name: 'has_network' })
  readonly network!: boolean;

  @Column('boolean', { name: 'staff_trained' })
  readonly staffTrained!: boolean;

  @Column('boolean', { name: 'notice_put_up' })
  readonly noticePutUp!: boolean;
}

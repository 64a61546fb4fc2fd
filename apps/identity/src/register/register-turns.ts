import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

const register = `hashtext('register')`;

/**
 * A record that fails for want of a citizen, and that citizen, must not pass each other unseen in two transactions: whoever compares with the
 * register and whoever changes it take turns. Held until the transaction ends.
 */
@Injectable()
export class RegisterTurns {
  /** Many at once. */
  async read(manager: EntityManager): Promise<void> {
    await manager.query(`SELECT pg_advisory_xact_lock_shared(${register})`);
  }

  /** One, when nobody reads. */
  async change(manager: EntityManager): Promise<void> {
    await manager.query(`SELECT pg_advisory_xact_lock(${register})`);
  }
}

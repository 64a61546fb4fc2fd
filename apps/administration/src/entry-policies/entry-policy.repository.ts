import type { EntryPolicyV1 } from '@entry/contracts/events/administration.v1';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { EntityManager, Repository } from 'typeorm';
import { EntryPolicyEntity } from './entry-policy.entity';

@Injectable()
export class EntryPolicyRepository {
  constructor(@InjectRepository(EntryPolicyEntity) private readonly policies: Repository<EntryPolicyEntity>) {}

  list(): Promise<EntryPolicyEntity[]> {
    return this.policies.find({ order: { validFrom: 'ASC', policyVersion: 'ASC' } });
  }

  find(policyVersion: string): Promise<EntryPolicyEntity | null> {
    return this.policies.findOneBy({ policyVersion });
  }

  /** Until the transaction ends nobody else publishes: two that overlap cannot slip past each other. */
  async lock(manager: EntityManager): Promise<void> {
    await manager.query(`SELECT pg_advisory_xact_lock(hashtext('entry-policies'))`);
  }

  publishedIn(manager: EntityManager): Promise<EntryPolicyEntity[]> {
    return manager.getRepository(EntryPolicyEntity).find();
  }

  /** Stores the policy unless the same or a later version of it is there; true when it did. */
  async store(manager: EntityManager, policy: EntryPolicyV1, author: { id: string; at: Date }): Promise<boolean> {
    const { policyVersion, validFrom, validTo, rules, factsMaxAge, signatureRequired, version } = policy;
    const stored = await manager.query<unknown[]>(
      `INSERT INTO entry_policy (policy_version, valid_from, valid_to, rules, facts_max_age, version, changed_at, changed_by, signature_required)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (policy_version) DO UPDATE SET valid_from = excluded.valid_from, valid_to = excluded.valid_to,
         rules = excluded.rules, facts_max_age = excluded.facts_max_age, signature_required = excluded.signature_required, version = excluded.version, changed_at = excluded.changed_at, changed_by = excluded.changed_by
       WHERE entry_policy.version < excluded.version
       RETURNING policy_version`,
      [
        policyVersion,
        validFrom,
        validTo,
        JSON.stringify(rules),
        factsMaxAge,
        version,
        author.at,
        author.id,
        signatureRequired,
      ],
    );
    return stored.length > 0;
  }
}

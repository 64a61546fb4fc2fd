import { EntryPolicyV1 } from '@entry/contracts/events/administration.v1';
import type { Caller } from '@entry/platform/access/caller';
import { Problem } from '@entry/platform/http/problem';
import { toEventMessage } from '@entry/platform/kafka/event-message';
import { Outbox } from '@entry/platform/outbox/outbox';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { publicationFaults, type Version } from './domain/publication';
import type { PublishEntryPolicyRequest } from './entry-policies.schemas';
import { EntryPolicyRepository } from './entry-policy.repository';
import { failingVectors } from './rule-vectors';

interface Publication {
  readonly policy: EntryPolicyV1;
  readonly urgent: boolean;
}

@Injectable()
export class EntryPoliciesService {
  constructor(
    private readonly policies: EntryPolicyRepository,
    private readonly outbox: Outbox,
  ) {}

  publish({ urgent, reason: _, ...request }: PublishEntryPolicyRequest, caller: Caller): Promise<EntryPolicyV1> {
    const policy: EntryPolicyV1 = { ...request, version: 1 };
    return this.outbox.transaction(async ({ manager, announce }) => {
      const at = new Date();
      await this.store(manager, { policy, urgent }, { id: caller.id, at });
      await announce([toEventMessage(EntryPolicyV1, policy, { source: '/administration', time: at })]);
      return policy;
    });
  }

  /**
   * A published policy never changes: another one takes its place. 409 `ENTRY_POLICY_EXISTS` for a version that is there; 422 for vectors
   * that fail, a version that does not rise, too short a notice, and another one at the same time and place.
   */
  async store(manager: EntityManager, { policy, urgent }: Publication, by: { id: string; at: Date }): Promise<void> {
    const failing = failingVectors(policy.rules);
    if (failing.length > 0) {
      throw new Problem(422, 'VECTORS_FAIL', 'Rules say something else than their vectors.', { errors: failing });
    }
    await this.policies.lock(manager);
    const published = await this.policies.publishedIn(manager);
    if (published.some(({ policyVersion }) => policyVersion === policy.policyVersion)) {
      throw new Problem(409, 'ENTRY_POLICY_EXISTS', 'There is an entry policy of this version already.');
    }
    const errors = publicationFaults(toVersion(policy), published.map(toVersion), { now: by.at, urgent });
    if (errors.length > 0) {
      throw new Problem(422, 'ENTRY_POLICY_UNFIT', 'The policy does not fit to those that are published.', { errors });
    }
    await this.policies.store(manager, policy, by);
  }
}

function toVersion(
  policy: Pick<EntryPolicyV1, 'policyVersion' | 'rules'> & { validFrom: string | Date; validTo: string | Date | null },
): Version {
  const { policyVersion, validFrom, validTo, rules } = policy;
  const kinds = rules.map(({ venueKinds }) => venueKinds);
  return {
    policyVersion,
    validFrom: new Date(validFrom),
    validTo: validTo === null ? null : new Date(validTo),
    venueKinds: kinds.some((some) => some === null) ? null : new Set(kinds.flatMap((some) => some ?? [])),
  };
}

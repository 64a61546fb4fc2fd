import { EntryPolicyV1 } from '@entry/contracts/events/administration.v1';
import type { Caller } from '@entry/platform/access/caller';
import { Problem } from '@entry/platform/http/problem';
import { toEventMessage } from '@entry/platform/kafka/event-message';
import { Outbox } from '@entry/platform/outbox/outbox';
import { Injectable } from '@nestjs/common';
import type { PublishEntryPolicyRequest } from './entry-policies.schemas';
import { EntryPolicyRepository } from './entry-policy.repository';

@Injectable()
export class EntryPoliciesService {
  constructor(
    private readonly policies: EntryPolicyRepository,
    private readonly outbox: Outbox,
  ) {}

  /** A published policy never changes: another one takes its place. 409 `ENTRY_POLICY_EXISTS` for a policy version that is there. */
  async publish(request: PublishEntryPolicyRequest, caller: Caller): Promise<EntryPolicyV1> {
    const policy: EntryPolicyV1 = { ...request, version: 1 };
    await this.outbox.transaction(async ({ manager, announce }) => {
      const at = new Date();
      const stored = await this.policies.store(manager, policy, { id: caller.id, at });
      if (!stored) throw new Problem(409, 'ENTRY_POLICY_EXISTS', 'There is an entry policy of this version already.');
      await announce([toEventMessage(EntryPolicyV1, policy, { source: '/administration', time: at })]);
    });
    return policy;
  }
}

import { EntryPolicyV1 } from '@entry/contracts/events/administration.v1';
import type { Caller } from '@entry/platform/access/caller';
import { notFound, Problem } from '@entry/platform/http/problem';
import { toEventMessage } from '@entry/platform/kafka/event-message';
import { Outbox } from '@entry/platform/outbox/outbox';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { EntryPoliciesService } from './entry-policies.service';
import type { DraftResponse, PublishDraftRequest, PublishEntryPolicyRequest } from './entry-policies.schemas';
import { EntryPolicyDraftEntity } from './entry-policy-draft.entity';
import { EntryPolicyRepository } from './entry-policy.repository';
import { failingVectors } from './rule-vectors';

/** What the health department writes. A draft may be replaced until the committee publishes it; then it is a policy, and no draft. */
@Injectable()
export class EntryPolicyDrafts {
  constructor(
    private readonly dataSource: DataSource,
    private readonly policies: EntryPolicyRepository,
    private readonly service: EntryPoliciesService,
    private readonly outbox: Outbox,
  ) {}

  async put({ urgent: _, reason: __, ...request }: PublishEntryPolicyRequest, caller: Caller): Promise<DraftResponse> {
    const policy: EntryPolicyV1 = { ...request, version: 1 };
    if (await this.policies.find(policy.policyVersion)) {
      throw new Problem(409, 'ENTRY_POLICY_EXISTS', 'There is an entry policy of this version already.');
    }
    const { policyVersion } = policy;
    const draft = { policyVersion, policy, draftedAt: new Date(), draftedBy: caller.id };
    await this.dataSource.getRepository(EntryPolicyDraftEntity).save(draft);
    return toDraftResponse(draft);
  }

  async list(): Promise<DraftResponse[]> {
    const drafts = await this.dataSource.getRepository(EntryPolicyDraftEntity).find({ order: { draftedAt: 'ASC' } });
    return drafts.map(toDraftResponse);
  }

  async find(policyVersion: string): Promise<EntryPolicyV1 | null> {
    const draft = await this.dataSource.getRepository(EntryPolicyDraftEntity).findOneBy({ policyVersion });
    return draft?.policy ?? null;
  }

  publish(policyVersion: string, { urgent }: PublishDraftRequest, caller: Caller): Promise<EntryPolicyV1> {
    return this.outbox.transaction(async ({ manager, announce }) => {
      const drafts = manager.getRepository(EntryPolicyDraftEntity);
      const draft = await drafts.findOne({ where: { policyVersion }, lock: { mode: 'pessimistic_write' } });
      if (!draft) throw notFound('draft of an entry policy');
      const at = new Date();
      await this.service.store(manager, { policy: draft.policy, urgent }, { id: caller.id, at });
      await drafts.delete({ policyVersion });
      await announce([toEventMessage(EntryPolicyV1, draft.policy, { source: '/administration', time: at })]);
      return draft.policy;
    });
  }
}

function toDraftResponse({ policy, draftedAt, draftedBy }: EntryPolicyDraftEntity): DraftResponse {
  return { policy, failingVectors: failingVectors(policy.rules), draftedAt: draftedAt.toISOString(), draftedBy };
}

import { defaultEntryPolicy } from '@entry/contracts/default-entry-policy';
import { EntryPolicyV1 } from '@entry/contracts/events/administration.v1';
import { toEventMessage } from '@entry/platform/kafka/event-message';
import { Outbox } from '@entry/platform/outbox/outbox';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { EntryPolicyRepository } from './entry-policy.repository';

const source = '/administration';

/** Sees to it that there is a policy in force from the first start on; a later version of the default takes the place of an earlier one. */
@Injectable()
export class DefaultEntryPolicySeed implements OnApplicationBootstrap {
  constructor(
    private readonly policies: EntryPolicyRepository,
    private readonly outbox: Outbox,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.store(defaultEntryPolicy);
  }

  async store(policy: EntryPolicyV1): Promise<void> {
    await this.outbox.transaction(async ({ manager, announce }) => {
      const at = new Date();
      const stored = await this.policies.store(manager, policy, { id: source, at });
      if (stored) await announce([toEventMessage(EntryPolicyV1, policy, { source, time: at })]);
    });
  }
}

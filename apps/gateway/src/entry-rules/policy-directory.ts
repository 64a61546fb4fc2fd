import { EntryPolicyV1 } from '@entry/contracts/events/administration.v1';
import { TopicSnapshots, type TopicSnapshot } from '@entry/platform/kafka/topic-snapshots';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { policyInForce } from './policy-in-force';

/** Every published entry policy, in memory: current and coming ones, so that a switch needs no message. */
@Injectable()
export class PolicyDirectory implements OnApplicationBootstrap {
  private snapshot: TopicSnapshot | null = null;
  private readonly policies = new Map<string, EntryPolicyV1>();

  constructor(private readonly snapshots: TopicSnapshots) {}

  onApplicationBootstrap(): void {
    this.snapshot = this.snapshots.start('gateway', EntryPolicyV1, (policy) => this.put(policy));
  }

  put(policy: EntryPolicyV1): void {
    const known = this.policies.get(policy.policyVersion);
    if (!known || known.version < policy.version) this.policies.set(policy.policyVersion, policy);
  }

  /** Null: no policy holds, or not all are known yet, so nobody may be allowed in. */
  inForce(at: Date): EntryPolicyV1 | null {
    if (!this.snapshot?.isLoaded()) return null;
    return policyInForce(this.policies.values(), at);
  }
}

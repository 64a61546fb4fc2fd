import { EntryPolicyV1 } from '@entry/contracts/events/administration.v1';
import type { VenueKind } from '@entry/contracts/vocabulary/venues';
import { TopicSnapshots, type TopicSnapshot } from '@entry/platform/kafka/topic-snapshots';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { hasRulesFor, policyInForce } from '@entry/platform/entry-rules/policy-in-force';

/** Every published entry policy, in memory: current and coming ones, so that a switch needs no message. */
@Injectable()
export class PolicyDirectory implements OnApplicationBootstrap {
  private snapshot: TopicSnapshot | null = null;
  private readonly policies = new Map<string, EntryPolicyV1>();
  private readonly distrusted = new Set<string>();

  constructor(private readonly snapshots: TopicSnapshots) {}

  onApplicationBootstrap(): void {
    this.snapshot = this.snapshots.start('gateway', EntryPolicyV1, this);
  }

  put(policy: EntryPolicyV1): void {
    const known = this.policies.get(policy.policyVersion);
    if (known && known.version >= policy.version) return;
    this.policies.set(policy.policyVersion, policy);
    this.distrusted.delete(policy.policyVersion);
  }

  /** It may be a stricter policy that holds by now: until it can be read, nobody knows which one is in force. */
  distrust(policyVersion: string): void {
    this.distrusted.add(policyVersion);
  }

  /** The next policy for a kind of venue that begins after an instant, as far as it is published; null when there is none. */
  nextAfter(venueKind: VenueKind, at: Date): EntryPolicyV1 | null {
    const ofVenue = [...this.policies.values()].filter((policy) => hasRulesFor(policy, venueKind));
    const coming = ofVenue.filter(({ validFrom }) => Date.parse(validFrom) > at.getTime());
    return coming.sort((one, other) => Date.parse(one.validFrom) - Date.parse(other.validFrom))[0] ?? null;
  }

  /** Null: no policy holds, one of them could not be read, or not all are known yet, so nobody may be allowed in. */
  inForce(venueKind: VenueKind, at: Date): EntryPolicyV1 | null {
    if (!this.snapshot?.isLoaded() || this.distrusted.size > 0) return null;
    return policyInForce(this.policies.values(), venueKind, at);
  }
}

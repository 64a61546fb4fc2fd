import { HealthLookupReply, IdentityLookupReply, lookupTopics } from '@entry/contracts/lookups';
import type { CitizenV1 } from '@entry/contracts/events/citizen.v1';
import type { HealthStatusV1 } from '@entry/contracts/events/health-status.v1';
import { LookupClient } from '@entry/platform/lookups/lookup-client';
import { Injectable } from '@nestjs/common';
import { BatchedQuestions } from './batched-questions';

/**
 * The way out when the cache lacks somebody: asks the owners over Kafka. What they say is for this scan
 * alone: only the topics fill the cache, since only there both halves have an order.
 */
@Injectable()
export class FactsLookup {
  private readonly identity: BatchedQuestions<CitizenV1>;
  private readonly health: BatchedQuestions<HealthStatusV1>;

  constructor(client: LookupClient) {
    this.identity = new BatchedQuestions(async (subjects) => {
      const { citizens } = IdentityLookupReply.parse(await client.ask(lookupTopics.identity, { subjects }));
      return citizens;
    });
    this.health = new BatchedQuestions(async (subjects) => {
      const { statuses } = HealthLookupReply.parse(await client.ask(lookupTopics.health, { subjects }));
      return statuses;
    });
  }

  /** Null: not in the register. Rejects when identity did not answer in time. */
  findCitizen(subject: string): Promise<CitizenV1 | null> {
    return this.identity.ask(subject);
  }

  /** Null: no record. Rejects when health-status did not answer in time. */
  findHealth(subject: string): Promise<HealthStatusV1 | null> {
    return this.health.ask(subject);
  }
}

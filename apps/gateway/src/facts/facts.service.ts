import type { CitizenV1 } from '@entry/contracts/events/citizen.v1';
import { keptTags } from '@entry/platform/facts/facts-format';
import { Injectable } from '@nestjs/common';
import { FactsCache, type CachedFacts } from './facts.cache';
import { FactsFreshness } from './facts-freshness';
import { FactsLookup } from './facts-lookup';
import type { PersonFacts } from './person-facts';

/** What is known of a person: 35 ms at most for the cache, 80 ms for a look-up. What is not known is said to be so. */
@Injectable()
export class FactsService {
  constructor(
    private readonly cache: FactsCache,
    private readonly lookup: FactsLookup,
    private readonly freshness: FactsFreshness,
  ) {}

  async find(subject: string): Promise<PersonFacts> {
    const cached = await this.findCached(subject);
    const [citizen, health] = await Promise.all([this.findCitizen(subject, cached), this.findHealth(subject, cached)]);
    return { citizen, health };
  }

  /** A cache that is being filled may hold an older version, and one that is behind may lack somebody: only the owner can tell then. */
  private findCitizen(
    subject: string,
    cached: CachedFacts | null,
  ): Promise<PersonFacts['citizen']> | PersonFacts['citizen'] {
    if (cached && this.freshness.identityIsComplete(cached.generation)) {
      if (cached.citizen || this.freshness.identityIsUpToDate()) return cached.citizen;
    }
    return this.lookup.findCitizen(subject).then(withKeptTags, unavailable);
  }

  /** In a full cache a known person without the health half has no record; else only health-status can tell. */
  private findHealth(
    subject: string,
    cached: CachedFacts | null,
  ): Promise<PersonFacts['health']> | PersonFacts['health'] {
    const isKnown = cached && (cached.citizen || cached.health || this.freshness.identityIsUpToDate());
    if (isKnown && this.freshness.healthIsComplete(cached.generation)) return cached.health;
    return this.lookup.findHealth(subject).catch(unavailable);
  }

  private findCached(subject: string): Promise<CachedFacts | null> {
    return this.cache.find(subject).catch(() => null);
  }
}

/** As the cache has them: whoever compares needs to know of one length alone. */
function withKeptTags(citizen: CitizenV1 | null): CitizenV1 | null {
  return citizen && { ...citizen, tags: keptTags(citizen.tags) };
}

const unavailable = () => 'unavailable' as const;

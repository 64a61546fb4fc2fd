import type { CitizenV1 } from '@entry/contracts/events/citizen.v1';
import type { HealthStatusV1 } from '@entry/contracts/events/health-status.v1';
import { keptTags } from '@entry/platform/facts/facts-format';
import { Injectable } from '@nestjs/common';
import { FactsCache, type CachedFacts } from './facts.cache';
import { FactsFreshness } from './facts-freshness';
import { FactsLookup } from './facts-lookup';
import type { PersonFacts } from './person-facts';

/** From the cache, with the instant up to which its owner was heard; or not there, so that the owner has to be asked. */
type Held<Fact> = { readonly fact: Fact | null; readonly asOf: Date } | null;

/** What is known of a person: 35 ms at most for the cache, 80 ms for a look-up. What is not known is said to be so. */
@Injectable()
export class FactsService {
  constructor(
    private readonly cache: FactsCache,
    private readonly lookup: FactsLookup,
    private readonly freshness: FactsFreshness,
  ) {}

  async find(subject: string): Promise<PersonFacts> {
    const cached = await this.cache.find(subject).catch(() => null);
    const heldCitizen = cached && this.heldCitizen(cached);
    const heldHealth = cached && this.heldHealth(cached);
    const asOf = earlier(heldCitizen?.asOf, heldHealth?.asOf);
    if (heldCitizen && heldHealth) return { citizen: heldCitizen.fact, health: heldHealth.fact, asOf };

    const [citizen, health] = await Promise.all([
      heldCitizen ? heldCitizen.fact : this.lookup.findCitizen(subject).then(withKeptTags, unavailable),
      heldHealth ? heldHealth.fact : this.lookup.findHealth(subject).catch(unavailable),
    ]);
    return { citizen, health, asOf };
  }

  /** A cache that is being filled may hold an older version, and one that is behind may lack somebody: only the owner can tell then. */
  private heldCitizen({ citizen, generation }: CachedFacts): Held<CitizenV1> {
    const isKnown = this.freshness.identityIsComplete(generation) && (citizen || this.freshness.identityIsUpToDate());
    return isKnown ? { fact: citizen, asOf: this.freshness.identityAsOf() } : null;
  }

  /** In a full cache a known person without the health half has no record; else only health-status can tell. */
  private heldHealth({ citizen, health, generation }: CachedFacts): Held<HealthStatusV1> {
    const isKnown =
      this.freshness.healthIsComplete(generation) && (citizen || health || this.freshness.identityIsUpToDate());
    return isKnown ? { fact: health, asOf: this.freshness.healthAsOf() } : null;
  }
}

function earlier(one: Date | undefined, other: Date | undefined): Date | null {
  if (!one || !other) return one ?? other ?? null;
  return one < other ? one : other;
}

const unavailable = () => 'unavailable' as const;

/** As the cache has them: whoever compares needs to know of one length alone. */
function withKeptTags(citizen: CitizenV1 | null): CitizenV1 | null {
  return citizen && { ...citizen, tags: keptTags(citizen.tags) };
}

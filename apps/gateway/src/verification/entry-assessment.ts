import type { VenueKind } from '@entry/contracts/vocabulary/venues';
import { Injectable } from '@nestjs/common';
import { assessEntry } from '../entry-rules/assess-entry';
import { PolicyDirectory } from '../entry-rules/policy-directory';
import { FactsFreshness } from '../facts/facts-freshness';
import { FactsService } from '../facts/facts.service';
import { CardTagger } from './card-tagger';
import type { ScannedCard } from './domain/scanned-card';
import type { VerifyResponse } from './verification.schemas';

export interface Assessment {
  readonly subject: string;
  readonly answer: Omit<VerifyResponse, 'scanId'>;
}

/** Collects the facts of a person and decides. The rules are in entry-rules and domain. */
@Injectable()
export class EntryAssessment {
  constructor(
    private readonly tagger: CardTagger,
    private readonly facts: FactsService,
    private readonly freshness: FactsFreshness,
    private readonly policies: PolicyDirectory,
  ) {}

  async assess(card: ScannedCard, venueKind: VenueKind): Promise<Assessment> {
    const subject = this.tagger.subjectOf(card);
    const { citizen: register, health, asOf: factsAsOf } = await this.facts.find(subject);
    const at = new Date();
    const policy = this.policies.inForce(venueKind, at);
    const tags = this.tagger.tagsOf(subject, card);
    const { decision, reasons } = assessEntry({ card, tags, register, health, policy, venueKind, factsAsOf, at });
    const answer = {
      decision,
      reasons: reasons.map(({ code, message, caseNumber }) => ({ code, message, ...(caseNumber && { caseNumber }) })),
      checkedAt: at.toISOString(),
      policyVersion: policy?.policyVersion ?? 'none',
      factsAsOf: this.freshness.asOf()?.toISOString() ?? null,
    };
    return { subject, answer };
  }
}

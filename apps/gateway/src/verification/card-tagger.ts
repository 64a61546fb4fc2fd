import { keptTag } from '@entry/platform/facts/facts-format';
import { CitizenTags, subjectOf } from '@entry/platform/personal-data/pseudonyms';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type GatewayConfig } from '../config';
import type { CardTags } from './domain/card-findings';
import type { ScannedCard } from './domain/scanned-card';

/** Turns what a card says into pseudonyms, the only form in which it leaves the request. */
@Injectable()
export class CardTagger {
  private readonly citizenTags: CitizenTags;

  constructor(@Inject(CONFIG) private readonly config: GatewayConfig) {
    this.citizenTags = new CitizenTags(config.TAG_KEY);
  }

  subjectOf({ idNumber }: ScannedCard): string {
    return subjectOf(this.config.SUBJECT_KEY, idNumber);
  }

  /** Cut by `keptTag`, as the facts' are. */
  tagsOf(subject: string, { fullName, dateOfBirth, sex }: ScannedCard): CardTags {
    return {
      name: fullName === null ? null : keptTag(this.citizenTags.name(subject, fullName)),
      birthDate: keptTag(this.citizenTags.birthDate(subject, dateOfBirth)),
      birthYear: keptTag(this.citizenTags.birthYear(subject, dateOfBirth.slice(0, 4))),
      sex: keptTag(this.citizenTags.sex(subject, sex)),
    };
  }
}

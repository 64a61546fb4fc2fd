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
    const { citizenTags } = this;
    return {
      name: fullName === null ? null : keptTag(citizenTags.name(subject, fullName)),
      birthDate: keptTag(citizenTags.birthDate(subject, dateOfBirth)),
      sex: keptTag(citizenTags.sex(subject, sex)),
      // Made for the few of whom the register holds no more.
      get birthYear() {
        return keptTag(citizenTags.birthYear(subject, dateOfBirth.slice(0, 4)));
      },
    };
  }
}

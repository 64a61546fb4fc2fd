import type { CitizenV1 } from '@entry/contracts/events/citizen.v1';
import type { CardFinding } from './card-reasons';
import { isConsistent } from './citizen-number';
import type { ScannedCard } from './scanned-card';

/** Keyed tags of what the card says, made with the key of the register's. */
export interface CardTags {
  /** Of the folded name; null when the card's name was not read. */
  readonly name: string | null;
  readonly birthDate: string;
  readonly birthYear: string;
  readonly sex: string;
}

export interface CardInHand {
  readonly card: ScannedCard;
  readonly tags: CardTags;
  /** Null: the number is not in the register. */
  readonly register: CitizenV1 | null | 'unavailable';
}

/** Every reason that lies in the card itself or in its difference from the register, in no order. */
export function findCardReasons({ card, tags, register }: CardInHand): readonly CardFinding[] {
  const findings: CardFinding[] = [];
  if (card.textDamaged) findings.push('TEXT_DAMAGED');
  if (!isConsistent(card)) findings.push('NUMBER_INCONSISTENT');

  if (register === 'unavailable') findings.push('FACTS_UNAVAILABLE');
  else if (register === null) findings.push('NOT_IN_REGISTER');
  else findings.push(...compare(card, tags, register));
  return findings;
}

function compare(card: ScannedCard, tags: CardTags, register: CitizenV1): readonly CardFinding[] {
  const findings: CardFinding[] = [];
  if (register.status === 'cancelled') findings.push('CARD_CANCELLED');
  if (!card.textDamaged && tags.name !== register.tags.name) findings.push('NAME_MISMATCH');
  if (!hasSameBirth(tags, register.tags)) findings.push('DOB_MISMATCH');
  if (!card.sexUnread && tags.sex !== register.tags.sex) findings.push('SEX_MISMATCH');
  if (register.cardIssuedOn === null || card.cardIssuedOn > register.cardIssuedOn) {
    findings.push('CARD_NEWER_THAN_REGISTER');
  } else if (card.cardIssuedOn < register.cardIssuedOn) {
    findings.push('CARD_SUPERSEDED');
  }
  return findings;
}

/** A register of a year alone agrees with any date in that year. */
function hasSameBirth(card: CardTags, register: CitizenV1['tags']): boolean {
  return register.birthDate === null ? card.birthYear === register.birthYear : card.birthDate === register.birthDate;
}

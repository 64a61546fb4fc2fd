import type { CitizenV1 } from '@entry/contracts/events/citizen.v1';
import { findCardReasons, type CardTags } from './card-findings';
import type { CardFinding } from './card-reasons';
import type { ScannedCard } from './scanned-card';

const card: ScannedCard = {
  idNumber: '001090000001',
  oldIdNumber: null,
  fullName: 'Nguyễn Văn An',
  dateOfBirth: '1990-03-15',
  sex: 'male',
  sexUnread: false,
  cardIssuedOn: '2021-04-10',
  textDamaged: false,
  furtherFields: [],
};
const tags: CardTags = { name: 'name', birthDate: 'date', birthYear: 'year', sex: 'sex' };
const register: CitizenV1 = {
  subject: 'subject',
  status: 'active',
  cardIssuedOn: '2021-04-10',
  tags: { name: 'name', birthDate: 'date', birthYear: 'year', sex: 'sex' },
  version: 1,
};
const yearAlone = { ...register, tags: { ...register.tags, birthDate: null } };
const damaged = { ...card, fullName: null, textDamaged: true };

type Given = Partial<{ card: ScannedCard; tags: Partial<CardTags>; register: CitizenV1 | null | 'unavailable' }>;
const find = (given: Given) => findCardReasons({ card, register, ...given, tags: { ...tags, ...given.tags } });

describe('a card in hand', () => {
  it('that agrees with the register in everything gives no reason', () => {
    expect(find({})).toEqual([]);
  });

  it.each<[string, CardFinding, Given]>([
    ['a cancelled one', 'CARD_CANCELLED', { register: { ...register, status: 'cancelled' } }],
    ['another name', 'NAME_MISMATCH', { tags: { name: 'other' } }],
    ['a name that went missing', 'NAME_MISMATCH', { tags: { name: null } }],
    ['another date of birth', 'DOB_MISMATCH', { tags: { birthDate: 'other' } }],
    [
      'another year of birth than the only known',
      'DOB_MISMATCH',
      { register: yearAlone, tags: { birthYear: 'other' } },
    ],
    ['the other sex', 'SEX_MISMATCH', { tags: { sex: 'other' } }],
    ['an older issue date', 'CARD_SUPERSEDED', { register: { ...register, cardIssuedOn: '2021-04-11' } }],
    ['a newer issue date', 'CARD_NEWER_THAN_REGISTER', { register: { ...register, cardIssuedOn: '2021-04-09' } }],
    ['a card nobody issued', 'CARD_NEWER_THAN_REGISTER', { register: { ...register, cardIssuedOn: null } }],
    ['an unknown number', 'NOT_IN_REGISTER', { register: null }],
    ['a number of another sex', 'NUMBER_INCONSISTENT', { card: { ...card, idNumber: '001190000001' } }],
    ['a number of another year', 'NUMBER_INCONSISTENT', { card: { ...card, idNumber: '001091000001' } }],
    ['damaged text', 'TEXT_DAMAGED', { card: damaged, tags: { name: null } }],
    ['no register to ask', 'FACTS_UNAVAILABLE', { register: 'unavailable' }],
  ])('with %s gives %s alone', (_what, code, given) => {
    expect(find(given)).toEqual([code]);
  });

  it('with any date in the year agrees with a register of that year alone', () => {
    expect(find({ register: yearAlone, tags: { birthDate: 'any' } })).toEqual([]);
  });

  it('with an unread sex is not held against a register of the other sex', () => {
    const unread = { ...damaged, sexUnread: true };

    expect(find({ card: unread, tags: { name: null, sex: 'other' } })).toEqual(['TEXT_DAMAGED']);
  });

  it('with damaged text is still compared in what was read', () => {
    const findings = find({ card: damaged, tags: { name: null, birthDate: 'other', sex: 'other' } });

    expect(findings).toEqual(['TEXT_DAMAGED', 'DOB_MISMATCH', 'SEX_MISMATCH']);
  });

  it('tells everything that is wrong at once', () => {
    const findings = find({
      card: { ...card, idNumber: '001191000001' },
      tags: { name: 'other', birthDate: 'other', sex: 'other' },
      register: { ...register, status: 'cancelled', cardIssuedOn: '2024-10-04' },
    });

    expect([...findings].sort()).toEqual([
      'CARD_CANCELLED',
      'CARD_SUPERSEDED',
      'DOB_MISMATCH',
      'NAME_MISMATCH',
      'NUMBER_INCONSISTENT',
      'SEX_MISMATCH',
    ]);
  });
});

import { defaultEntryPolicy } from '@entry/contracts/default-entry-policy';
import type { CitizenV1 } from '@entry/contracts/events/citizen.v1';
import fc from 'fast-check';
import type { ScannedCard } from '../verification/domain/scanned-card';
import { assessEntry, type EntryAttempt } from './assess-entry';
import { aPerson, daysBefore } from './person.fake';

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
const tags = { name: 'name', birthDate: 'date', birthYear: 'year', sex: 'sex' };
const register: CitizenV1 = { subject: 'subject', status: 'active', cardIssuedOn: '2021-04-10', tags, version: 1 };
const ago = (days: number) => daysBefore('2022-03-15', days);
const vaccinated = aPerson({ doses: [ago(60), ago(21)] });
const infected = aPerson({ doses: [ago(60), ago(21)], infectedSince: ago(1) });

/** A vaccinated person with a true card at an agency. */
const anAttempt = (overrides: Partial<EntryAttempt> = {}): EntryAttempt => ({
  card,
  tags,
  register,
  health: vaccinated,
  policy: defaultEntryPolicy,
  venueKind: 'agency',
  factsAsOf: new Date('2022-03-15T11:59:59+07:00'),
  at: new Date('2022-03-15T12:00:00+07:00'),
  ...overrides,
});
const assess = (overrides: Partial<EntryAttempt> = {}) => {
  const { decision, reasons } = assessEntry(anAttempt(overrides));
  return [decision, ...reasons.map(({ code }) => code)];
};

describe('a scan', () => {
  it('says which case may be why a record is missing, and none beside an infection', () => {
    const known = { register: { ...register, caseNumber: 'AAAAA-BBBBB' } };
    const [missing] = assessEntry(anAttempt({ ...known, health: null })).reasons;
    const [infection] = assessEntry(anAttempt({ ...known, health: infected })).reasons;

    expect(missing).toMatchObject({ code: 'NOT_VACCINATED', caseNumber: 'AAAAA-BBBBB' });
    expect(missing?.message.vi).toContain('AAAAA-BBBBB');
    expect(infection).toMatchObject({ code: 'INFECTED' });
    expect(infection).not.toHaveProperty('caseNumber');
    expect(assessEntry(anAttempt(known)).decision).toBe('allow');
  });

  it.each<[string, Partial<EntryAttempt>, string[]]>([
    ['a vaccinated person with a true card', {}, ['allow']],
    ['a person without a health record', { health: null }, ['deny', 'NOT_VACCINATED']],
    ['a person not in the register', { register: null, health: null }, ['check', 'NOT_IN_REGISTER']],
    ['one not in the register yet, but vaccinated', { register: null }, ['check', 'NOT_IN_REGISTER']],
    [
      'one not in the register, but infected',
      { register: null, health: infected },
      ['deny', 'INFECTED', 'NOT_IN_REGISTER'],
    ],
    ['a forged name', { tags: { ...tags, name: 'other' } }, ['deny', 'NAME_MISMATCH']],
    ['a superseded card', { register: { ...register, cardIssuedOn: '2022-01-01' } }, ['check', 'CARD_SUPERSEDED']],
    ['a damaged text', { card: { ...card, fullName: null, textDamaged: true } }, ['check', 'TEXT_DAMAGED']],
    ['no register to ask', { register: 'unavailable' }, ['check', 'FACTS_UNAVAILABLE']],
    ['no register, and no record', { register: 'unavailable', health: null }, ['check', 'FACTS_UNAVAILABLE']],
    [
      'no register, an infection',
      { register: 'unavailable', health: infected },
      ['deny', 'INFECTED', 'FACTS_UNAVAILABLE'],
    ],
    ['no health facts', { health: 'unavailable' }, ['check', 'FACTS_UNAVAILABLE']],
    ['neither', { register: 'unavailable', health: 'unavailable' }, ['check', 'FACTS_UNAVAILABLE']],
    ['no policy in force', { policy: null }, ['check', 'FACTS_UNAVAILABLE']],
    [
      'a cancelled card of an infected person',
      { register: { ...register, status: 'cancelled' }, health: infected },
      ['deny', 'CARD_CANCELLED', 'INFECTED'],
    ],
  ])('of %s gets its verdict', (_what, overrides, expected) => {
    expect(assess(overrides)).toEqual(expected);
  });

  it.each<[string, Partial<EntryAttempt>, string[]]>([
    ['lets nobody in', {}, ['check', 'FACTS_UNAVAILABLE']],
    ['keeps a denial', { health: infected }, ['deny', 'INFECTED']],
    ['keeps a check for what it is', { register: null, health: null }, ['check', 'NOT_IN_REGISTER']],
  ])('by facts that are too old %s', (_, overrides, expected) => {
    expect(assess({ factsAsOf: new Date('2022-03-15T11:44:59+07:00'), ...overrides })).toEqual(expected);
  });

  it('by what the owners have just told is never too old', () => {
    expect(assess({ factsAsOf: null })).toEqual(['allow']);
  });

  it('is allowed with every fact known and in order, and in no other case', () => {
    const anyAttempt = fc.record({
      card: fc.constantFrom(card, { ...card, textDamaged: true }, { ...card, idNumber: '001190000001' }),
      tags: fc.constantFrom(
        tags,
        { ...tags, name: 'other' },
        { ...tags, birthDate: 'other' },
        { ...tags, sex: 'other' },
      ),
      register: fc.constantFrom(register, { ...register, status: 'cancelled' as const }, null, 'unavailable' as const),
      health: fc.constantFrom(vaccinated, infected, aPerson({}), null, 'unavailable' as const),
      policy: fc.constantFrom(defaultEntryPolicy, null),
    });
    fc.assert(
      fc.property(anyAttempt, (given) => {
        const isInOrder =
          given.card === card &&
          given.tags === tags &&
          given.register === register &&
          given.health === vaccinated &&
          given.policy !== null;

        expect(assess(given)[0] === 'allow').toBe(isInOrder);
      }),
      { numRuns: 1000 },
    );
  });
});

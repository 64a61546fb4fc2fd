import { belongsOn, reconciled, staffLists, type CaseState, type StaffPerson } from './staff-list';

const somebody = (overrides: Partial<StaffPerson> = {}): StaffPerson => ({
  isListed: true,
  vaccinatedByOwnRecord: false,
  hasCard: true,
  isVaccinated: true,
  ...overrides,
});
const listsOf = (overrides: Partial<StaffPerson>) =>
  staffLists.filter((list) => belongsOn(somebody(overrides), list) === true);

describe('the lists of staff', () => {
  it.each<[string, Partial<StaffPerson>, string[]]>([
    ['somebody with a card and a full course', {}, []],
    ['nobody without a chip card', { hasCard: false }, ['no-chip-card']],
    ['who is not vaccinated', { isVaccinated: false }, ['not-vaccinated']],
    ['whose record is missing', { isVaccinated: false, vaccinatedByOwnRecord: true }, ['record-missing']],
    ['who lacks both', { hasCard: false, isVaccinated: false }, ['no-chip-card', 'not-vaccinated']],
    ['who left', { isListed: false, hasCard: false, isVaccinated: false }, []],
  ])('have %s', (_, overrides, lists) => {
    expect(listsOf(overrides)).toEqual(lists);
  });

  it('leave open what nobody has said yet', () => {
    const unknown = somebody({ hasCard: null, isVaccinated: null });

    expect(staffLists.map((list) => belongsOn(unknown, list))).toEqual([null, null, null]);
  });
});

describe('a case', () => {
  it.each<[CaseState | null, boolean | null, 'open' | 'resolved' | null]>([
    [null, true, 'open'],
    [null, false, null],
    ['open', true, null],
    ['open', false, 'resolved'],
    ['sent', false, 'resolved'],
    ['in-progress', false, 'resolved'],
    ['resolved', true, 'open'],
    ['resolved', false, null],
    ['rejected', true, null],
    ['rejected', false, 'resolved'],
    ['open', null, null],
    ['resolved', null, null],
  ])('that is %s, of somebody for whom it is %s, becomes %s', (state, belongs, next) => {
    expect(reconciled(state, belongs)).toBe(next);
  });
});

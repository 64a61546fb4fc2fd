import { createHash } from 'node:crypto';
import { KnownPeople } from './known-people';

const subject = (number: number) => createHash('sha256').update(String(number)).digest('base64url').slice(0, 22);

describe('KnownPeople', () => {
  it('keeps each person once, by what was told last, however many there are', () => {
    const people = new KnownPeople();
    const many = 200_000;
    for (let number = 0; number < many; number += 1) people.putCitizen(subject(number), true, number % 4 ? 1990 : null);
    for (let number = 0; number < many; number += 2) people.putGroup(subject(number), 7);
    for (let number = 0; number < many; number += 4) people.putGroup(subject(number), 9);
    people.putCitizen(subject(1), false, 1990);

    const counts = people.counts().sort((one, other) => one.person.group - other.person.group);
    expect(counts).toEqual([
      { person: { group: 0, decade: 1990 }, count: many / 2 - 1 },
      { person: { group: 7, decade: 1990 }, count: many / 4 },
      { person: { group: 9, decade: null }, count: many / 4 },
    ]);
    expect([4, 2, 3].map((number) => people.find(subject(number))?.group)).toEqual([9, 7, 0]);
  });

  it('does not know whoever is no active citizen', () => {
    const people = new KnownPeople();
    people.putGroup(subject(1), 3);
    people.putCitizen(subject(2), false, 2020);

    expect([1, 2, 3].map((number) => people.find(subject(number)))).toEqual([null, null, null]);
    expect(people.counts()).toEqual([]);
  });

  it.each([1930, 1990, 2020])('keeps the decade %d', (decade) => {
    const people = new KnownPeople();
    people.putCitizen(subject(1), true, decade);

    expect(people.find(subject(1))).toEqual({ group: 0, decade });
  });
});

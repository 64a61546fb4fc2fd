import { contactsOf, exposureOf } from './contacts';
import type { Stay } from './stays';

const at = (time: string) => new Date(`2026-11-23T${time}:00Z`);
const stay = (subject: string, from: string, to: string, place: Partial<Stay> = {}): Stay => ({
  subject,
  checkpoint: 'a door',
  agency: 'a mall',
  district: 'ba-dinh',
  from: at(from),
  to: at(to),
  ...place,
});
const sick = [stay('sick', '08:00', '09:00'), stay('sick', '12:00', '12:30')];
const found = (windowMinutes: number, ...others: Stay[]) =>
  contactsOf(sick, others, windowMinutes).map(({ subject, overlapMinutes }) => `${subject} ${overlapMinutes}`);

describe('contactsOf', () => {
  it('finds who was there at the same time, the longest first', () => {
    expect(
      found(
        0,
        stay('before', '07:00', '07:59'),
        stay('briefly', '08:50', '10:00'),
        stay('all the time', '07:00', '13:00'),
        stay('at noon', '12:10', '12:20'),
        stay('elsewhere', '08:00', '09:00', { checkpoint: 'another door' }),
      ),
    ).toEqual(['all the time 60', 'briefly 10', 'at noon 10']);
  });

  it('finds who came within the window before or after, and nobody beyond it', () => {
    const others = [stay('early', '07:00', '07:45'), stay('late', '09:15', '09:30'), stay('later', '09:16', '09:30')];

    expect(found(14, ...others)).toEqual([]);
    expect(found(15, ...others)).toEqual(['early 0', 'late 0']);
  });

  it('counts a person once in an agency, however often they were there', () => {
    const another = { checkpoint: 'another door' };
    const contacts = contactsOf(
      [
        ...sick,
        stay('sick', '08:00', '09:00', another),
        stay('sick', '10:00', '11:00', { agency: 'a station', checkpoint: 'a gate' }),
      ],
      [
        stay('an', '08:10', '08:20'),
        stay('an', '12:10', '12:20'),
        stay('binh', '08:10', '08:30', another),
        stay('an', '10:10', '10:20', { agency: 'a station', checkpoint: 'a gate' }),
      ],
      0,
    );

    expect(exposureOf(contacts)).toEqual([
      {
        agency: 'a mall',
        district: 'ba-dinh',
        checkpoints: ['another door', 'a door'],
        people: 2,
        from: at('08:10'),
        to: at('12:20'),
      },
      {
        agency: 'a station',
        district: 'ba-dinh',
        checkpoints: ['a gate'],
        people: 1,
        from: at('10:10'),
        to: at('10:20'),
      },
    ]);
  });
});

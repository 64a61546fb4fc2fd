import { claimOf, standings, type DoseClaim } from './dose-standing';

const aClaim = (overrides: Partial<DoseClaim> = {}): DoseClaim => ({
  record_id: 'R1',
  subject: 'A',
  dose_number: 1,
  vaccinated_on: '2022-01-10',
  claim_arrival: 1,
  claim_row: 1,
  withdrawn: false,
  ...overrides,
});
const standingsOf = (...claims: DoseClaim[]) => Object.fromEntries(standings(claims));

describe('standings', () => {
  it('gives a dose to the first record that claimed it, whatever the order they come in', () => {
    const first = aClaim();
    const second = aClaim({ record_id: 'R2', vaccinated_on: '2022-01-12', claim_row: 2 });

    expect(standingsOf(first, second)).toEqual({ R1: 'holds', R2: 'conflicts' });
    expect(standingsOf(second, first)).toEqual({ R1: 'holds', R2: 'conflicts' });
  });

  it('takes the same dose on the same day for a repetition', () => {
    expect(standingsOf(aClaim(), aClaim({ record_id: 'R2', claim_arrival: 2 }))).toEqual({
      R1: 'holds',
      R2: 'repeats',
    });
  });

  it('frees a dose whose record was withdrawn', () => {
    const other = aClaim({ record_id: 'R2', claim_arrival: 2, vaccinated_on: '2022-01-12' });

    expect(standingsOf(aClaim({ withdrawn: true }), other)).toEqual({ R1: 'withdrawn', R2: 'holds' });
  });

  it.each([{ dose_number: 2 }, { subject: 'B' }])('lets records of other doses alone: %j', (other) => {
    expect(standingsOf(aClaim(), aClaim({ record_id: 'R2', vaccinated_on: '2022-02-10', ...other }))).toEqual({
      R1: 'holds',
      R2: 'holds',
    });
  });
});

describe('claimOf', () => {
  const versions = (...given: Partial<DoseClaim>[]) =>
    given.map((version, index) => aClaim({ claim_arrival: index + 1, ...version })) as [DoseClaim, ...DoseClaim[]];

  it('keeps the claim when the date is corrected', () => {
    expect(claimOf(versions({}, { vaccinated_on: '2022-01-11' })).claim_arrival).toBe(1);
  });

  it('makes a new claim when the record was withdrawn and comes back', () => {
    expect(claimOf(versions({}, { withdrawn: true }, {})).claim_arrival).toBe(3);
  });

  it.each([{ dose_number: 2 }, { subject: 'B' }])(
    'makes a new claim when the record moves to another dose: %j',
    (moved) => {
      expect(claimOf(versions({}, {}, moved)).claim_arrival).toBe(3);
    },
  );
});

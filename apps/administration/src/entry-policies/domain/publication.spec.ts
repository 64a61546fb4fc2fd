import { publicationFaults, type Version } from './publication';

const now = new Date('2026-11-23T08:00:00Z');
const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const aVersion = (overrides: Partial<Version> = {}): Version => ({
  policyVersion: '2026-12-01.1',
  validFrom: inHours(72),
  validTo: null,
  venueKinds: null,
  ...overrides,
});
const current = aVersion({ policyVersion: '2026-11-01.9', validFrom: inHours(-500) });
const codes = (candidate: Version, published: readonly Version[] = [current], urgent = false) =>
  publicationFaults(candidate, published, { now, urgent }).map(({ code }) => code);

describe('publishing a version of the entry rules', () => {
  it('takes the place of the current one', () => {
    expect(codes(aVersion())).toEqual([]);
    expect(codes(aVersion(), [])).toEqual([]);
  });

  it.each(['2026-11-01.9', '2026-11-01.8', '2026-10-01.10'])('needs a version that rises: not %s', (policyVersion) => {
    expect(codes(aVersion({ policyVersion }))).toEqual(['VERSION_NOT_RISING']);
  });

  it('counts numbers in versions', () => {
    expect(codes(aVersion({ policyVersion: '2026-11-01.10' }))).toEqual([]);
  });

  it('needs 48 hours, unless it is urgent', () => {
    expect(codes(aVersion({ validFrom: inHours(48) }))).toEqual([]);
    expect(codes(aVersion({ validFrom: new Date(inHours(48).getTime() - 1) }))).toEqual(['NOTICE_TOO_SHORT']);
    expect(codes(aVersion({ validFrom: now }), [current], true)).toEqual([]);
  });

  describe('beside others', () => {
    const holidays = aVersion({ policyVersion: '2026-11-20.1', validFrom: inHours(100), validTo: inHours(200) });

    it.each<[string, Partial<Version>]>([
      ['begins within a temporary one', { validFrom: inHours(150) }],
      ['ends within one', { validFrom: inHours(72), validTo: inHours(150) }],
      ['holds all of its time', { validFrom: inHours(72), validTo: inHours(300) }],
      ['holds where both have rules', { validFrom: inHours(150), venueKinds: new Set(['mall', 'airport']) }],
    ])('is refused when it %s', (_, overrides) => {
      const malls = { ...holidays, venueKinds: new Set(['mall']) };
      expect(codes(aVersion(overrides), [current, malls])).toEqual(['OVERLAP']);
    });

    it.each<[string, Partial<Version>]>([
      ['begins when one ends', { validFrom: inHours(200) }],
      ['ends when one begins', { validFrom: inHours(72), validTo: inHours(100) }],
      ['begins before one and has no end: it goes on after it', { validFrom: inHours(72) }],
      ['has rules elsewhere', { validFrom: inHours(150), venueKinds: new Set(['airport']) }],
    ])('is taken when it %s', (_, overrides) => {
      const malls = { ...holidays, venueKinds: new Set(['mall']) };
      expect(codes(aVersion(overrides), [current, malls])).toEqual([]);
    });

    it('is refused when a later one without an end would take its place while it still holds', () => {
      const next = aVersion({ policyVersion: '2026-11-20.1', validFrom: inHours(100) });
      expect(codes(aVersion({ validTo: inHours(101) }), [current, next])).toEqual(['OVERLAP']);
      expect(codes(aVersion({ validTo: inHours(100) }), [current, next])).toEqual([]);
    });

    it('gives way to a later one when it has no end', () => {
      const next = aVersion({ policyVersion: '2026-11-20.1', validFrom: inHours(100) });
      expect(codes(aVersion({ validFrom: inHours(1) }), [current, next], true)).toEqual([]);
      expect(codes(aVersion({ validFrom: inHours(100) }), [current, next])).toEqual(['OVERLAP']);
    });

    it('does not meet one that is over', () => {
      const over = aVersion({ policyVersion: '2026-11-02.1', validFrom: inHours(-100), validTo: inHours(-1) });
      expect(codes(aVersion({ validFrom: inHours(-50) }), [current, over], true)).toEqual([]);
    });
  });
});

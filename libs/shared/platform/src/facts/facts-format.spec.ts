import type { CitizenV1 } from '@entry/contracts/events/citizen.v1';
import type { HealthStatusV1 } from '@entry/contracts/events/health-status.v1';
import fc from 'fast-check';
import {
  decodeCitizen,
  decodeHealth,
  encodeCitizen,
  encodeHealth,
  isDoubtful,
  keptTags,
  personKey,
  versionOf,
} from './facts-format';

const digest = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString('base64url'));
const noInvalidDate = { min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true };
const day = fc.date(noInvalidDate).map((date) => date.toISOString().slice(0, 10));
const maybeDay = fc.option(day);
const version = fc.integer({ min: 1, max: 2 ** 48 - 1 });

const digits = fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ');
const group = fc.array(digits, { minLength: 5, maxLength: 5 }).map((letters) => letters.join(''));
const caseNumber = fc.tuple(group, group).map((groups) => groups.join('-'));

const citizenWithoutCase = fc.record<CitizenV1>({
  subject: digest,
  status: fc.constantFrom('active', 'cancelled'),
  cardIssuedOn: maybeDay,
  tags: fc.record({ name: digest, birthDate: fc.option(digest), birthYear: digest, sex: digest }),
  version,
});
const citizen: fc.Arbitrary<CitizenV1> = fc.oneof(
  citizenWithoutCase,
  fc.tuple(citizenWithoutCase, caseNumber).map(([fact, number]) => ({ ...fact, caseNumber: number })),
);
const health: fc.Arbitrary<HealthStatusV1> = fc.record({
  subject: digest,
  doses: fc.nat(60_000),
  firstDoseOn: maybeDay,
  primaryCourseCompletedOn: maybeDay,
  lastDoseOn: maybeDay,
  infectedSince: maybeDay,
  recoveredOn: maybeDay,
  lastNegativeTestOn: maybeDay,
  version,
});

describe('the format of facts in Redis', () => {
  it('gives back every citizen, tags cut', () => {
    fc.assert(
      fc.property(citizen, (fact) => {
        const bytes = encodeCitizen(fact);
        expect(decodeCitizen(fact.subject, bytes)).toEqual({ ...fact, tags: keptTags(fact.tags) });
        expect(versionOf(bytes)).toBe(fact.version);
      }),
    );
  });

  it('gives back every health status', () => {
    fc.assert(
      fc.property(health, (fact) => {
        const bytes = encodeHealth(fact);
        expect(decodeHealth(fact.subject, bytes)).toEqual(fact);
        expect(versionOf(bytes)).toBe(fact.version);
      }),
    );
  });

  it('keeps a different key for every subject', () => {
    fc.assert(fc.property(digest, digest, (one, other) => personKey(one).equals(personKey(other)) === (one === other)));
  });

  it.each([0, 5, 7, 31, 33, 46, 48])('takes %i bytes for neither half', (length) => {
    expect(() => decodeCitizen('subject', Buffer.alloc(length))).toThrow(RangeError);
    expect(() => decodeHealth('subject', Buffer.alloc(length))).toThrow(RangeError);
  });

  it('takes a version alone for facts in doubt', () => {
    expect(isDoubtful(Buffer.alloc(6))).toBe(true);
    fc.assert(fc.property(citizen, (fact) => !isDoubtful(encodeCitizen(fact))));
  });
});

import type { CitizenV1 } from '@entry/contracts/events/citizen.v1';
import type { HealthStatusV1 } from '@entry/contracts/events/health-status.v1';
import { randomBytes } from 'node:crypto';

const aDigest = () => randomBytes(16).toString('base64url');

/** Somebody in the register; each test changes what it is about. */
export const aCitizen = (overrides: Partial<CitizenV1> = {}): CitizenV1 => ({
  subject: aDigest(),
  status: 'active',
  cardIssuedOn: '2021-05-01',
  tags: { name: aDigest(), birthDate: aDigest(), birthYear: aDigest(), sex: aDigest() },
  version: 1,
  ...overrides,
});

/** Two doses and nothing else. */
export const aHealthStatus = (overrides: Partial<HealthStatusV1> = {}): HealthStatusV1 => ({
  subject: aDigest(),
  doses: 2,
  firstDoseOn: '2021-08-01',
  primaryCourseCompletedOn: '2021-09-01',
  lastDoseOn: '2021-09-01',
  infectedSince: null,
  recoveredOn: null,
  lastNegativeTestOn: null,
  version: 1,
  ...overrides,
});

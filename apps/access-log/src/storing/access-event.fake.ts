import type { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import { randomBytes, randomUUID } from 'node:crypto';

/** A scan that was let in; each test changes what it is about. */
export const anAccessEvent = (overrides: Partial<AccessEventV1> = {}): AccessEventV1 => ({
  eventId: randomUUID(),
  scanId: randomUUID(),
  gatewayId: 'gateway-1',
  subject: randomBytes(16).toString('base64url'),
  deviceId: randomUUID(),
  checkpoint: randomUUID(),
  agency: randomUUID(),
  district: 'ba-dinh',
  venueKind: 'agency',
  decision: 'allow',
  reasons: [],
  policyVersion: '2026-11-01.1',
  scannedAt: '2026-11-23T01:00:03.120Z',
  receivedAt: '2026-11-23T01:00:03.141Z',
  sequence: 1284,
  direction: 'in',
  ...overrides,
});

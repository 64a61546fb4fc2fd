import type { DeviceV1 } from '@entry/contracts/events/administration.v1';
import { standingOf } from './token-standing';

const goodUntil = '2026-11-23T09:00:00.000Z';
const before = new Date(Date.parse(goodUntil) - 1);
const then = new Date(goodUntil);

const aRotatedDevice = (overrides: Partial<DeviceV1> = {}): DeviceV1 => ({
  deviceId: 'device-1',
  checkpoint: 'checkpoint-1',
  status: 'active',
  tokenHash: 'new',
  previousTokens: [{ hash: 'old', goodUntil }],
  publicKey: null,
  previousKeys: [],
  version: 3,
  ...overrides,
});

describe('a token of a device', () => {
  it.each([
    ['new', before, 'good'],
    ['new', then, 'good'],
    ['old', before, 'good'],
    ['old', then, 'rotated'],
    ['older', before, 'rotated'],
  ])('that is the %s one is at %j %s', (hash, at, standing) => {
    expect(standingOf(aRotatedDevice(), hash, at)).toBe(standing);
  });

  it.each(['new', 'old'])('that is the %s one reads revoked when the device is', (hash) => {
    expect(standingOf(aRotatedDevice({ status: 'revoked' }), hash, before)).toBe('revoked');
  });
});

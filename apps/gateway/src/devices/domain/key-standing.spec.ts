import type { DeviceV1 } from '@entry/contracts/events/administration.v1';
import { goodKeysOf } from './key-standing';

const goodUntil = '2026-11-23T09:00:00.000Z';
const before = new Date(Date.parse(goodUntil) - 1);
const then = new Date(goodUntil);
const aDevice = (overrides: Partial<DeviceV1> = {}): DeviceV1 => ({
  deviceId: 'device-1',
  checkpoint: 'checkpoint-1',
  status: 'active',
  tokenHash: 'token',
  previousTokens: [],
  publicKey: 'new',
  previousKeys: [{ publicKey: 'old', goodUntil }],
  version: 3,
  ...overrides,
});

describe('the keys of a device', () => {
  it('are good until they are replaced, and for a while longer', () => {
    expect(goodKeysOf(aDevice(), before)).toEqual(['new', 'old']);
    expect(goodKeysOf(aDevice(), then)).toEqual(['new']);
  });

  it.each([
    ['has none', aDevice({ publicKey: null })],
    ['is revoked', aDevice({ status: 'revoked' })],
    ['is not enrolled yet', aDevice({ status: 'enrolling' })],
  ])('are none when it %s', (_, device) => {
    expect(goodKeysOf(device, before)).toEqual([]);
  });
});

import { enrol, move, newDevice, revoke, rotate, type DeviceState } from './device-life';

const now = new Date('2026-11-23T08:00:00Z');
const hoursLater = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

const goodUntil = (device: DeviceState | null) => device?.previousTokens.map(({ goodUntil }) => new Date(goodUntil));

const anActiveDevice = (overrides: Partial<DeviceState> = {}): DeviceState => ({
  status: 'active',
  tokenHash: 'token-1',
  previousTokens: [],
  publicKey: null,
  previousKeys: [],
  enrolmentCodeHash: null,
  enrolmentCodeExpiresAt: null,
  enrolledAt: now,
  revokedAt: null,
  version: 2,
  ...overrides,
});

describe('the life of a device', () => {
  it('becomes active by its code, which is used up', () => {
    const enrolled = enrol(newDevice('code', now), { tokenHash: 'token-1' }, hoursLater(1));

    expect(enrolled).toEqual(anActiveDevice({ enrolledAt: hoursLater(1) }));
    expect(enrol(enrolled!, { tokenHash: 'token-2' }, hoursLater(1))).toBeNull();
  });

  it('takes the code until 24 hours have passed', () => {
    const device = newDevice('code', now);

    expect(enrol(device, { tokenHash: 'token-1' }, new Date(hoursLater(24).getTime() - 1))).not.toBeNull();
    expect(enrol(device, { tokenHash: 'token-1' }, hoursLater(24))).toBeNull();
  });

  it('gets another token while it is active, and keeps the one before for a while', () => {
    const rotated = rotate(anActiveDevice(), { tokenHash: 'token-2' }, hoursLater(1));

    const previousTokens = [{ hash: 'token-1', goodUntil: '2026-11-23T09:00:00.000Z' }];
    expect(rotated).toEqual(anActiveDevice({ tokenHash: 'token-2', previousTokens, version: 3 }));
  });

  it('keeps each token for the shortest of its times', () => {
    const first = rotate(anActiveDevice(), { tokenHash: 'token-2' }, hoursLater(1));
    const second = rotate(first!, { tokenHash: 'token-3' }, hoursLater(2));
    const third = rotate(second!, { tokenHash: 'token-4' }, now);

    expect(goodUntil(second)).toEqual([hoursLater(2), hoursLater(1)]);
    expect(goodUntil(third)).toEqual([now, now, now]);
  });

  it('remembers five tokens from before', () => {
    const often = ['2', '3', '4', '5', '6', '7'].reduce<DeviceState>(
      (device, token) => rotate(device, { tokenHash: token }, hoursLater(1))!,
      anActiveDevice({ tokenHash: '1' }),
    );

    expect(often.previousTokens.map(({ hash }) => hash)).toEqual(['6', '5', '4', '3', '2']);
  });

  it.each([
    ['enrolling', newDevice('code', now)],
    ['revoked', anActiveDevice({ status: 'revoked', revokedAt: now })],
  ])('gets no other token while %s', (_, device) => {
    expect(rotate(device, { tokenHash: 'token-2' }, hoursLater(1))).toBeNull();
  });

  it('is known by its token after it is revoked', () => {
    const revoked = anActiveDevice({ status: 'revoked', revokedAt: hoursLater(2), version: 3 });

    expect(revoke(anActiveDevice(), hoursLater(2))).toEqual(revoked);
    expect(revoke(revoked, hoursLater(3))).toBeNull();
  });

  it('cannot enrol once revoked', () => {
    const revoked = revoke(newDevice('code', now), now);

    expect(revoked).toEqual(
      anActiveDevice({ status: 'revoked', tokenHash: null, enrolledAt: null, revokedAt: now, version: 2 }),
    );
    expect(enrol(revoked!, { tokenHash: 'token-1' }, now)).toBeNull();
  });

  it('signs with its key, and gets another one while the one before is good for a while', () => {
    const enrolled = enrol(newDevice('code', now), { tokenHash: 'token-1', publicKey: 'key-1' }, now)!;
    const rotated = rotate(enrolled, { tokenHash: 'token-2', publicKey: 'key-2' }, hoursLater(1));
    const token = rotate(rotated!, { tokenHash: 'token-3' }, hoursLater(1));

    expect(enrolled).toMatchObject({ publicKey: 'key-1', previousKeys: [] });
    const previousKeys = [{ publicKey: 'key-1', goodUntil: hoursLater(1).toISOString() }];
    expect(rotated).toMatchObject({ publicKey: 'key-2', previousKeys });
    expect(token).toMatchObject({ publicKey: 'key-2', previousKeys });
  });

  it('moves while it is active, one version on', () => {
    expect(move(anActiveDevice())).toEqual(anActiveDevice({ version: 3 }));
    expect(move(newDevice('code', now))).toBeNull();
  });
});

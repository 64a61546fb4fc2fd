import type { DeviceV1 } from '@entry/contracts/events/administration.v1';
import type { TopicSnapshots } from '@entry/platform/kafka/topic-snapshots';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { PolicyDirectory } from '../entry-rules/policy-directory';
import { DeviceDirectory } from './device-directory';
import { DeviceTokenReader } from './device-token-reader';

const newToken = () => randomBytes(32).toString('base64url');
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

const aDevice = (token: string, overrides: Partial<DeviceV1> = {}): DeviceV1 => ({
  deviceId: randomUUID(),
  checkpoint: randomUUID(),
  status: 'active',
  tokenHash: hashOf(token),
  previousTokens: [],
  publicKey: null,
  previousKeys: [],
  version: 2,
  ...overrides,
});

describe('DeviceTokenReader', () => {
  const aGateway = () => {
    const snapshots = { start: () => ({ isLoaded: () => true }) } satisfies Pick<TopicSnapshots, 'start'>;
    const directory = new DeviceDirectory(snapshots as unknown as TopicSnapshots);
    directory.onApplicationBootstrap();
    const policies = { inForce: () => ({ signatureRequired: ['airport'] }) } as unknown as PolicyDirectory;
    return { directory, reader: new DeviceTokenReader(directory, policies) };
  };

  it('knows a device by its token and by the one before, and the one before that no more', async () => {
    const { directory, reader } = aGateway();
    const [old, fresh, next] = [newToken(), newToken(), newToken()];
    const device = aDevice(old);
    directory.putDevice(device);
    const previous = (token: string) => [{ hash: hashOf(token), goodUntil: inAnHour() }];
    directory.putDevice({ ...device, tokenHash: hashOf(fresh), previousTokens: previous(old), version: 3 });

    for (const token of [old, fresh]) expect(await reader.read(token)).toMatchObject({ id: device.deviceId });
    directory.putDevice({ ...device, tokenHash: hashOf(next), previousTokens: previous(fresh), version: 4 });
    for (const token of [fresh, next]) expect(await reader.read(token)).toMatchObject({ id: device.deviceId });
    expect(directory.findByTokenHash(hashOf(old))).toBeNull();
  });

  it('takes no older message for a newer one', async () => {
    const { directory, reader } = aGateway();
    const [old, fresh] = [newToken(), newToken()];
    const device = aDevice(old);
    const ended = [{ hash: hashOf(old), goodUntil: new Date(0).toISOString() }];
    directory.putDevice({ ...device, tokenHash: hashOf(fresh), previousTokens: ended, version: 3 });
    directory.putDevice(device);

    await expect(reader.read(old)).rejects.toMatchObject({ status: 401, code: 'TOKEN_ROTATED' });
    expect(await reader.read(fresh)).toMatchObject({ id: device.deviceId });
  });

  it('waits for the message of a token that is faster than it', async () => {
    const { directory, reader } = aGateway();
    const token = newToken();
    const device = aDevice(token);

    const reading = reader.read(token);
    directory.putDevice(aDevice(newToken()));
    directory.putDevice(device);

    expect(await reading).toMatchObject({ id: device.deviceId });
  });

  it('takes no token where requests must be signed', async () => {
    const { directory, reader } = aGateway();
    const tokens = { airport: newToken(), hospital: newToken() };
    for (const venueKind of ['airport', 'hospital'] as const) {
      const device = aDevice(tokens[venueKind]);
      const place = { name: 'Cổng', agency: randomUUID(), district: 'soc-son', venueKind, version: 1 };
      directory.putCheckpoint({ checkpoint: device.checkpoint, ...place });
      directory.putDevice(device);
    }

    await expect(reader.read(tokens.airport)).rejects.toMatchObject({ status: 401, code: 'SIGNATURE_REQUIRED' });
    expect(await reader.read(tokens.hospital)).toMatchObject({ roles: ['device'] });
  });

  it('does not know a token of nobody, after a while', async () => {
    expect(await aGateway().reader.read(newToken())).toBeNull();
  });

  it('lets no more than 256 wait, and refuses at once who comes then; known devices pass', async () => {
    const { directory, reader } = aGateway();
    const [known, fresh] = [newToken(), newToken()];
    directory.putDevice(aDevice(known));
    const waiting = [fresh, ...Array.from({ length: 255 }, newToken)].map((token) => reader.read(token));
    const tooMany = reader.read(fresh);

    expect(await tooMany).toBeNull();
    directory.putDevice(aDevice(fresh));
    expect(await waiting[0]).toMatchObject({ roles: ['device'] });
    expect(await reader.read(known)).toMatchObject({ roles: ['device'] });
    expect(await Promise.all(waiting.slice(1))).toEqual(Array(255).fill(null));
  });

  it.each(['', 'nobody', 'x'.repeat(42), 'x'.repeat(44), `${'x'.repeat(42)}.`])(
    'does not wait for %j, which is no device token',
    async (token) => {
      const { directory, reader } = aGateway();
      const waitsFor = jest.spyOn(directory, 'awaitTokenHash');

      expect(await reader.read(token)).toBeNull();
      expect(waitsFor).not.toHaveBeenCalled();
    },
  );
});

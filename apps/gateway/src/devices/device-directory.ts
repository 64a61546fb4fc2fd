import { CheckpointV1, DeviceV1 } from '@entry/contracts/events/administration.v1';
import { TopicSnapshots, type TopicSnapshot } from '@entry/platform/kafka/topic-snapshots';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { EventEmitter, once } from 'node:events';

/** A device where it stands. */
export interface StationedDevice {
  readonly id: string;
  readonly checkpoint: CheckpointV1;
}

/** In milliseconds; the message of a fresh token takes some tens of them. */
const patience = 1_000;
const mostWaiting = 256;

/** Every device and checkpoint, in memory: a revoked device is refused as soon as the message of it has come. */
@Injectable()
export class DeviceDirectory implements OnApplicationBootstrap {
  private loading: TopicSnapshot[] = [];
  private readonly devices = new Map<string, DeviceV1>();
  private readonly byTokenHash = new Map<string, DeviceV1>();
  private readonly checkpoints = new Map<string, CheckpointV1>();
  /** Devices and checkpoints of which a change could not be read. */
  private readonly distrusted = new Set<string>();
  /** Told the hash of each token, and the id of each device, that becomes known. */
  private readonly arrivals = new EventEmitter().setMaxListeners(mostWaiting);
  private waiting = 0;

  constructor(private readonly snapshots: TopicSnapshots) {}

  onApplicationBootstrap(): void {
    this.loading = [
      this.snapshots.start('gateway', DeviceV1, {
        put: (device) => this.putDevice(device),
        distrust: (id) => this.distrusted.add(id),
      }),
      this.snapshots.start('gateway', CheckpointV1, {
        put: (checkpoint) => this.putCheckpoint(checkpoint),
        distrust: (id) => this.distrusted.add(id),
      }),
    ];
  }

  /** Before that a device that was revoked may still look active, and one that exists may be missing. */
  isLoaded(): boolean {
    return this.loading.length > 0 && this.loading.every((snapshot) => snapshot.isLoaded());
  }

  /** Null when it is not known here. */
  find(deviceId: string): DeviceV1 | null {
    return this.devices.get(deviceId) ?? null;
  }

  /** The device whose token this is or was; `tokenHash` is the SHA-256 of the token, in hex. */
  findByTokenHash(tokenHash: string): DeviceV1 | null {
    return this.byTokenHash.get(tokenHash) ?? null;
  }

  /** Waits for a token that is not known, up to a second: a device may be faster than the message of its token. At once null when 256 wait. */
  async awaitTokenHash(tokenHash: string): Promise<DeviceV1 | null> {
    await this.arrival(tokenHash);
    return this.findByTokenHash(tokenHash);
  }

  /** As `awaitTokenHash`, for a device that proves by its key who it is. */
  async awaitDevice(deviceId: string): Promise<DeviceV1 | null> {
    await this.arrival(deviceId);
    return this.find(deviceId);
  }

  private async arrival(name: string): Promise<void> {
    if (this.waiting >= mostWaiting) return;
    this.waiting += 1;
    await once(this.arrivals, name, { signal: AbortSignal.timeout(patience) }).catch(() => undefined);
    this.waiting -= 1;
  }

  /** Null when the device or its checkpoint is not known here, or not as it is now. */
  findStationed(deviceId: string): StationedDevice | null {
    const device = this.devices.get(deviceId);
    const checkpoint = device && this.checkpoints.get(device.checkpoint);
    if (!checkpoint || this.distrusted.has(deviceId) || this.distrusted.has(device.checkpoint)) return null;
    return { id: deviceId, checkpoint };
  }

  putDevice(device: DeviceV1): void {
    const known = this.devices.get(device.deviceId);
    if (known && known.version >= device.version) return;
    if (known) for (const hash of tokenHashesOf(known)) this.byTokenHash.delete(hash);
    this.devices.set(device.deviceId, device);
    this.arrivals.emit(device.deviceId);
    for (const hash of tokenHashesOf(device)) {
      this.byTokenHash.set(hash, device);
      this.arrivals.emit(hash);
    }
    this.distrusted.delete(device.deviceId);
  }

  putCheckpoint(checkpoint: CheckpointV1): void {
    const known = this.checkpoints.get(checkpoint.checkpoint);
    if (known && known.version >= checkpoint.version) return;
    this.checkpoints.set(checkpoint.checkpoint, checkpoint);
    this.distrusted.delete(checkpoint.checkpoint);
  }
}

function tokenHashesOf({ tokenHash, previousTokens }: DeviceV1): string[] {
  return [...(tokenHash === null ? [] : [tokenHash]), ...previousTokens.map(({ hash }) => hash)];
}

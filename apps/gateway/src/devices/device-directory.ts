import { CheckpointV1, DeviceV1 } from '@entry/contracts/events/administration.v1';
import { TopicSnapshots, type TopicSnapshot } from '@entry/platform/kafka/topic-snapshots';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';

/** A device where it stands. */
export interface StationedDevice {
  readonly id: string;
  readonly checkpoint: CheckpointV1;
}

/** Every device and checkpoint, in memory: a revoked device is refused as soon as the message of it has come. */
@Injectable()
export class DeviceDirectory implements OnApplicationBootstrap {
  private loading: TopicSnapshot[] = [];
  private readonly devices = new Map<string, DeviceV1>();
  private readonly byTokenHash = new Map<string, DeviceV1>();
  private readonly checkpoints = new Map<string, CheckpointV1>();
  /** Devices and checkpoints of which a change could not be read. */
  private readonly distrusted = new Set<string>();

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

  /** `tokenHash` is the SHA-256 of a token, in hex. */
  findByTokenHash(tokenHash: string): DeviceV1 | null {
    return this.byTokenHash.get(tokenHash) ?? null;
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
    if (known?.tokenHash) this.byTokenHash.delete(known.tokenHash);
    this.devices.set(device.deviceId, device);
    if (device.tokenHash) this.byTokenHash.set(device.tokenHash, device);
    this.distrusted.delete(device.deviceId);
  }

  putCheckpoint(checkpoint: CheckpointV1): void {
    const known = this.checkpoints.get(checkpoint.checkpoint);
    if (known && known.version >= checkpoint.version) return;
    this.checkpoints.set(checkpoint.checkpoint, checkpoint);
    this.distrusted.delete(checkpoint.checkpoint);
  }
}

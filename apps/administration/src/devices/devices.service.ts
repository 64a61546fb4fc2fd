import type { Caller } from '@entry/platform/access/caller';
import { notFound, Problem } from '@entry/platform/http/problem';
import { Outbox } from '@entry/platform/outbox/outbox';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { scopeOf } from '../access/scope';
import { CheckpointRepository } from '../checkpoints/checkpoint.repository';
import { ChangeLog } from '../changes/change-log';
import type { Page } from '../paging/page';
import { takePlace } from '../quotas/quota';
import { unknownReference } from '../requests/unknown-reference';
import { hashOf, newDeviceToken, newEnrolmentCode } from './credentials';
import { deviceAccess } from './device-access';
import { toDeviceMessage } from './device-message';
import type { DeviceEntity } from './device.entity';
import { DeviceRepository } from './device.repository';
import type { CreateDeviceRequest, DeviceListQuery, MoveRequest, RotateRequest } from './devices.schemas';
import { move, newDevice, revoke, rotate } from './domain/device-life';

@Injectable()
export class DevicesService {
  constructor(
    private readonly devices: DeviceRepository,
    private readonly checkpoints: CheckpointRepository,
    private readonly changes: ChangeLog,
    private readonly outbox: Outbox,
  ) {}

  /** Against the quota of the checkpoint. One outside of the caller's scope is 404, whether it exists or not. */
  async create({ checkpoint: id }: CreateDeviceRequest, caller: Caller) {
    const scope = scopeOf(caller, deviceAccess.write);
    const checkpoint = await this.checkpoints.find(id, scope);
    if (!checkpoint) throw scope.reach === 'city' ? unknownReference('checkpoint') : notFound('checkpoint');
    const enrolmentCode = newEnrolmentCode();
    const at = new Date();
    const authors = { createdAt: at, createdBy: caller.id, changedAt: at, changedBy: caller.id };
    const device = { ...newDevice(hashOf(enrolmentCode), at), id: uuidv7(), checkpoint, ...authors };
    await this.outbox.transaction(async ({ manager, announce }) => {
      await takePlace(manager, id, at);
      await this.devices.add(manager, device);
      await this.changes.record(manager, caller, { subject: device.id, step: 'added', at, detail: { checkpoint: id } });
      await announce([toDeviceMessage(device, device, at)]);
    });
    return { device, enrolmentCode };
  }

  /** The token before stays good for some minutes, so that no scan is missed until the device has the new one. */
  async rotate(id: string, { previousTokenGoodForMinutes: minutes, publicKey }: RotateRequest, caller: Caller) {
    const scope = scopeOf(caller, deviceAccess.write);
    const token = newDeviceToken();
    const at = new Date();
    const previousTokenGoodUntil = new Date(at.getTime() + minutes * 60_000);
    await this.outbox.transaction(async ({ manager, announce }) => {
      const device = await this.devices.lock(manager, id, scope);
      if (!device) throw notFound('device');
      const rotated = rotate(device, { tokenHash: hashOf(token), publicKey }, previousTokenGoodUntil);
      if (!rotated) throw new Problem(409, 'DEVICE_NOT_ACTIVE', 'Only an active device has a token to replace.');
      await this.devices.change(manager, id, rotated, { id: caller.id, at });
      await this.changes.record(manager, caller, {
        subject: id,
        step: 'rotated',
        at,
        detail: { previousTokenGoodUntil, key: publicKey !== undefined },
      });
      await announce([toDeviceMessage(device, rotated, at)]);
    });
    return { token, previousTokenGoodUntil };
  }

  /** It keeps its token, its key and its history; both checkpoints must be the caller's. */
  async move(id: string, { checkpoint: to, reason }: MoveRequest, caller: Caller): Promise<DeviceEntity> {
    const scope = scopeOf(caller, deviceAccess.write);
    const checkpoint = await this.checkpoints.find(to, scope);
    if (!checkpoint) throw scope.reach === 'city' ? unknownReference('checkpoint') : notFound('checkpoint');
    await this.outbox.transaction(async ({ manager, announce }) => {
      const device = await this.devices.lock(manager, id, scope);
      if (!device) throw notFound('device');
      if (device.checkpoint.id === to) return;
      const at = new Date();
      const moved = move(device);
      if (!moved) throw new Problem(409, 'DEVICE_NOT_ACTIVE', 'Only an active device stands somewhere.');
      await takePlace(manager, to, at);
      await this.devices.change(manager, id, moved, { id: caller.id, at });
      await this.devices.move(manager, id, checkpoint);
      const detail = { from: device.checkpoint.id, to };
      await this.changes.record(manager, caller, { subject: id, step: 'moved', at, reason, detail });
      await announce([toDeviceMessage({ ...device, checkpoint }, moved, at)]);
    });
    return this.get(id, caller);
  }

  /** Revoking once more changes nothing. */
  async revoke(id: string, caller: Caller): Promise<void> {
    const scope = scopeOf(caller, deviceAccess.write);
    await this.outbox.transaction(async ({ manager, announce }) => {
      const device = await this.devices.lock(manager, id, scope);
      if (!device) throw notFound('device');
      const at = new Date();
      const revoked = revoke(device, at);
      if (!revoked) return;
      await this.devices.change(manager, id, revoked, { id: caller.id, at });
      await this.changes.record(manager, caller, { subject: id, step: 'revoked', at });
      await announce([toDeviceMessage(device, revoked, at)]);
    });
  }

  async get(id: string, caller: Caller): Promise<DeviceEntity> {
    const device = await this.devices.find(id, scopeOf(caller, deviceAccess.read));
    if (!device) throw notFound('device');
    return device;
  }

  list(query: DeviceListQuery, caller: Caller): Promise<Page<DeviceEntity>> {
    return this.devices.list(query, scopeOf(caller, deviceAccess.read));
  }
}

import { unauthenticated } from '@entry/platform/access/oidc-token-reader';
import { Outbox } from '@entry/platform/outbox/outbox';
import { Injectable } from '@nestjs/common';
import { ChangeLog } from '../changes/change-log';
import { hashOf, newDeviceToken, typedEnrolmentCode } from './credentials';
import { toDeviceMessage } from './device-message';
import { DeviceRepository } from './device.repository';
import type { EnrolRequest, EnrolResponse } from './devices.schemas';
import { enrol } from './domain/device-life';

@Injectable()
export class EnrolmentService {
  constructor(
    private readonly devices: DeviceRepository,
    private readonly changes: ChangeLog,
    private readonly outbox: Outbox,
  ) {}

  /** Exchanges a code once for a token. A used, an expired and an unknown code get the same answer: 401 `ENROLMENT_CODE_INVALID`. */
  async enrol({ enrolmentCode, publicKey }: EnrolRequest): Promise<EnrolResponse> {
    const token = newDeviceToken();
    return this.outbox.transaction(async ({ manager, announce }) => {
      const device = await this.devices.lockByCode(manager, hashOf(typedEnrolmentCode(enrolmentCode)));
      const at = new Date();
      const enrolled = device && enrol(device, { tokenHash: hashOf(token), publicKey }, at);
      if (!enrolled) throw unauthenticated('ENROLMENT_CODE_INVALID', 'The enrolment code is not valid, or no longer.');
      await this.devices.change(manager, device.id, enrolled, { id: device.id, at });
      const [by, detail] = [{ id: device.id, roles: ['device'] as const }, { signs: publicKey !== undefined }];
      await this.changes.record(manager, by, { subject: device.id, step: 'enrolled', at, detail });
      await announce([toDeviceMessage(device, enrolled, at)]);
      return { id: device.id, checkpoint: device.checkpoint.id, token };
    });
  }
}

import { unauthenticated } from '@entry/platform/access/oidc-token-reader';
import { Outbox } from '@entry/platform/outbox/outbox';
import { Injectable } from '@nestjs/common';
import { hashOf, newDeviceToken } from './credentials';
import { toDeviceMessage } from './device-message';
import { DeviceRepository } from './device.repository';
import type { EnrolResponse } from './devices.schemas';
import { enrol } from './domain/device-life';

@Injectable()
export class EnrolmentService {
  constructor(
    private readonly devices: DeviceRepository,
    private readonly outbox: Outbox,
  ) {}

  /** Exchanges a code once for a token. A used, an expired and an unknown code get the same answer: 401 `ENROLMENT_CODE_INVALID`. */
  async enrol(enrolmentCode: string): Promise<EnrolResponse> {
    const token = newDeviceToken();
    return this.outbox.transaction(async ({ manager, announce }) => {
      const device = await this.devices.lockByCode(manager, hashOf(enrolmentCode));
      const at = new Date();
      const enrolled = device && enrol(device, hashOf(token), at);
      if (!enrolled) throw unauthenticated('ENROLMENT_CODE_INVALID', 'The enrolment code is not valid, or no longer.');
      await this.devices.change(manager, device.id, enrolled, { id: device.id, at });
      await announce([toDeviceMessage(device, enrolled, at)]);
      return { id: device.id, checkpoint: device.checkpoint.id, token };
    });
  }
}

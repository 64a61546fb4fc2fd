import { CitizenV1 } from '@entry/contracts/events/citizen.v1';
import { toEventMessage } from '@entry/platform/kafka/event-message';
import type { Change } from '@entry/platform/outbox/outbox';
import { Injectable } from '@nestjs/common';
import { CitizenRepository, toCitizenEvent } from '../register/citizen.repository';

/** Tells the gates which case a citizen may ask about, so that whoever is denied for want of a record learns its number. */
@Injectable()
export class CaseNumbers {
  constructor(private readonly citizens: CitizenRepository) {}

  /** In a transaction that has its turn with the register, after the cases were changed. */
  async renew({ manager, announce }: Change, subjects: readonly string[]): Promise<void> {
    const changed = await this.citizens.renewCaseNumbers(manager, [...new Set(subjects)]);
    const origin = { source: '/identity', time: new Date() };
    await announce(changed.map((citizen) => toEventMessage(CitizenV1, toCitizenEvent(citizen), origin)));
  }
}

import { StaffMemberV1 } from '@entry/contracts/events/staff-member.v1';
import { InboxConsumers } from '@entry/platform/outbox/inbox-consumers';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { StaffCases } from './staff-cases';
import { StaffRepository } from './staff.repository';

/** Learns from identity who is on the roster of which agency. */
@Injectable()
export class StaffMembersConsumer implements OnApplicationBootstrap {
  constructor(
    private readonly inbox: InboxConsumers,
    private readonly staff: StaffRepository,
    private readonly cases: StaffCases,
  ) {}

  onApplicationBootstrap(): void {
    this.inbox.start({
      group: 'administration-staff',
      events: [StaffMemberV1],
      yields: true,
      apply: async (received, { manager }) => {
        const subjects = await this.staff.putMembers(
          manager,
          received.map(({ data }) => data),
        );
        await this.cases.reconcile(manager, subjects);
      },
    });
  }
}

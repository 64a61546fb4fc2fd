import { HealthLookupReply, IdentityLookupReply, lookupTopics } from '@entry/contracts/lookups';
import { WakeableLoop } from '@entry/platform/lifecycle/wakeable-loop';
import { LookupClient } from '@entry/platform/lookups/lookup-client';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { StaffCases } from './staff-cases';
import { StaffRepository } from './staff.repository';

/** Of a look-up: one message, and one query of its owner. */
const atOnce = 500;

/**
 * Asks identity and health-status about the staff of every agency, over and over, so that lists are right although administration keeps
 * nothing of the millions who are nobody's staff.
 */
@Injectable()
export class StaffFactsWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(StaffFactsWorker.name);
  private loop: WakeableLoop | null = null;

  constructor(
    private readonly staff: StaffRepository,
    private readonly cases: StaffCases,
    private readonly lookups: LookupClient,
    private readonly dataSource: DataSource,
  ) {}

  onApplicationBootstrap(): void {
    this.loop = new WakeableLoop(() => this.ask(), 'asking about staff', this.logger);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop?.stop();
  }

  private async ask(): Promise<boolean> {
    const due = await this.staff.dueSubjects(atOnce);
    if (due.length === 0) return false;
    const subjects = due.map(({ subject }) => subject);
    const [identity, health] = await Promise.all([
      this.lookups.ask(lookupTopics.identity, { subjects }),
      this.lookups.ask(lookupTopics.health, { subjects }),
    ]);
    const { citizens } = IdentityLookupReply.parse(identity);
    const { statuses } = HealthLookupReply.parse(health);
    await this.dataSource.transaction(async (manager) => {
      await this.staff.lock(manager, subjects);
      await this.staff.putFacts(manager, subjects, { citizens, statuses });
      await this.cases.reconcile(manager, subjects);
    });
    // Who is new is asked about at once; all others in their turn, a part each quarter of a second, since owners have gates to answer.
    return due.length === atOnce && due.at(-1)?.isNew === true;
  }
}

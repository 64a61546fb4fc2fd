import { bulkPace } from '@entry/platform/lifecycle/bulk-pace';
import { WakeableLoop } from '@entry/platform/lifecycle/wakeable-loop';
import { Outbox } from '@entry/platform/outbox/outbox';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { RegisterTurns } from '../register/register-turns';
import { Rematching, type MatchingCase } from './rematching';

const casesAtOnce = 200;

/** Matches cases again whose answer the register may hold by now: marked with its change, so that a kill in between loses none. */
@Injectable()
export class CaseMatchingWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private loop: WakeableLoop | null = null;

  constructor(
    private readonly outbox: Outbox,
    private readonly rematching: Rematching,
    private readonly turns: RegisterTurns,
  ) {}

  onApplicationBootstrap(): void {
    const logger = new Logger(CaseMatchingWorker.name);
    this.loop = new WakeableLoop(() => bulkPace.yielding(() => this.work()), 'matching of cases', logger);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop?.stop();
  }

  private work(): Promise<boolean> {
    return this.outbox.transaction(async (change) => {
      await this.turns.read(change.manager);
      const cases = await change.manager.query<MatchingCase[]>(
        `SELECT record_case.id, record_case.kind, record_case.batch_id, record_case.row, arrival, person, coalesce(correction, original) AS sealed
         FROM record_case JOIN submitted_record USING (batch_id, row)
         WHERE needs_matching ORDER BY record_case.id LIMIT ${casesAtOnce} FOR UPDATE OF record_case SKIP LOCKED`,
      );
      if (cases.length > 0) await this.rematching.match(change, cases, { endedBy: 'register-change', by: null });
      return cases.length > 0;
    });
  }
}

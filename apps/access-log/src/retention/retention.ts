import { WakeableLoop } from '@entry/platform/lifecycle/wakeable-loop';
import { localDate } from '@entry/platform/time/local-date';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { DayPartitions } from './day-partitions';
import { dayAfter, daysAhead } from './domain/local-day';
import { StoredDayRepository } from './stored-day.repository';

const lookEvery = 10 * 60_000;
const madeAhead = 7;

/** For how many whole days scans are kept. */
export class KeptDays {
  constructor(readonly days: number) {}
}

/**
 * Makes room for the days to come, and drops those that the retention rule no longer keeps. A day is announced a day before it goes, and
 * never goes unannounced; when it goes, its scans are counted. One instance does it at a time.
 */
@Injectable()
export class Retention implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Retention.name);
  private loop: WakeableLoop | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly partitions: DayPartitions,
    private readonly days: StoredDayRepository,
    private readonly kept: KeptDays,
  ) {}

  onApplicationBootstrap(): void {
    const work = () => this.run(new Date()).then(() => false);
    this.loop = new WakeableLoop(work, 'days of the access log', this.logger, lookEvery);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop?.stop();
  }

  /** Until there is room for a day its scans are stored beside the days, and move when there is. */
  async run(now: Date): Promise<void> {
    await this.alone(async (manager) => {
      const existing = new Set(await this.partitions.list(manager));
      const days = daysAhead(localDate(now), madeAhead);
      await this.partitions.add(
        manager,
        days.filter((day) => !existing.has(day)),
      );
    });
    await this.alone((manager) => this.drop(manager, now));
  }

  private async drop(manager: EntityManager, now: Date): Promise<void> {
    const first = dayAfter(localDate(now), -this.kept.days);
    const existing = await this.partitions.list(manager);
    const announced = await this.days.announce(
      manager,
      existing.filter((day) => day < dayAfter(first)),
      now,
    );
    for (const day of announced.fresh) this.logger.warn(`the scans of ${day} will be dropped in a day`);
    const due = existing.filter((day) => day < first && announced.dayAgo.has(day));
    for (const day of due) {
      const scans = await this.partitions.drop(manager, day);
      await this.days.drop(manager, day, scans, now);
      this.logger.warn(`dropped the scans of ${day}: ${scans}`);
    }
    const rest = await this.partitions.clearRest(manager, first);
    if (rest > 0) this.logger.warn(`dropped scans that came after their day had gone: ${rest}`);
  }

  /** Whoever reads or stores for long keeps a day from going: it is tried again, and holds up nobody meanwhile. */
  private alone(work: (manager: EntityManager) => Promise<void>): Promise<void> {
    return this.dataSource.transaction(async (manager) => {
      await manager.query(`SET LOCAL lock_timeout = '5s'`);
      await manager.query(`SELECT pg_advisory_xact_lock(hashtext('access-log-days'))`);
      await work(manager);
    });
  }
}

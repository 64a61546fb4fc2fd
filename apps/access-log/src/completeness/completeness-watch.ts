import { WakeableLoop } from '@entry/platform/lifecycle/wakeable-loop';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { KeptDays } from '../retention/retention';
import { CompletenessRepository } from './completeness.repository';
import { settledAt } from './domain/minutes';

const minute = 60_000;
const hour = 60 * minute;
const lookEvery = 30_000;
const lookedAt = 3 * minute;
const keptComplete = 48 * hour;
/** More than these are counted as so many. */
const mostTold = 1_000;

/** Warns of recorded scans that are not stored, once each and with counts alone; forgets, an hour after the other, what was complete two days ago. */
@Injectable()
export class CompletenessWatch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(CompletenessWatch.name);
  private loop: WakeableLoop | null = null;
  private told = new Set<string>();
  private forgottenTo: Date | null = null;

  constructor(
    private readonly completeness: CompletenessRepository,
    private readonly kept: KeptDays,
  ) {}

  onApplicationBootstrap(): void {
    const work = async () => {
      const now = new Date();
      await this.completeness.addCarried();
      await this.warn(now);
      return this.forget(now);
    };
    this.loop = new WakeableLoop(work, 'looking for scans that are missing', this.logger, lookEvery);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop?.stop();
  }

  async warn(now: Date): Promise<void> {
    const to = settledAt(now);
    const from = new Date(to.getTime() - lookedAt);
    const found = await this.completeness.findPage(
      { from, to, incomplete: true },
      { after: undefined, limit: mostTold },
    );
    const missing = found.filter(({ recorded, stored }) => recorded > stored);
    const nameOf = ({ minute: at, device }: (typeof missing)[number]) => `${at.toISOString()} ${device}`;
    const fresh = missing.filter((item) => !this.told.has(nameOf(item)));
    this.told = new Set(missing.map(nameOf));
    if (fresh.length === 0) return;
    const scans = fresh.reduce((sum, { recorded, stored }) => sum + recorded - stored, 0);
    this.logger.warn(
      `${scans} scans of ${fresh.length} minutes of devices were recorded and are not stored: see /v1/access-completeness`,
    );
  }

  /** True: there is more to forget. */
  async forget(now: Date): Promise<boolean> {
    await this.completeness.forgetBefore(new Date(now.getTime() - (this.kept.days + 1) * 24 * hour));
    const from = this.forgottenTo ?? (await this.completeness.oldest());
    const end = now.getTime() - keptComplete;
    if (!from || from.getTime() + hour > end) return false;
    const to = new Date(from.getTime() + hour);
    await this.completeness.forgetComplete({ from, to });
    this.forgottenTo = to;
    return to.getTime() + hour <= end;
  }
}

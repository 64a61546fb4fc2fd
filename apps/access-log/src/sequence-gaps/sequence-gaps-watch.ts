import { WakeableLoop } from '@entry/platform/lifecycle/wakeable-loop';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { SequenceGapRepository } from './sequence-gap.repository';
import { Grace } from './sequence-gaps.service';

const lookEvery = 60_000;

/** Warns of gaps that have newly passed the grace: one line a minute at most, with counts alone. */
@Injectable()
export class SequenceGapsWatch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(SequenceGapsWatch.name);
  private loop: WakeableLoop | null = null;
  private toldUpTo: Date;

  constructor(
    private readonly gaps: SequenceGapRepository,
    private readonly grace: Grace,
  ) {
    this.toldUpTo = grace.passedAt(new Date());
  }

  onApplicationBootstrap(): void {
    this.loop = new WakeableLoop(() => this.look(), 'looking for gaps in sequences', this.logger, lookEvery);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop?.stop();
  }

  private async look(): Promise<boolean> {
    const until = this.grace.passedAt(new Date());
    const { gaps, devices } = await this.gaps.countNoticed(this.toldUpTo, until);
    this.toldUpTo = until;
    if (gaps > 0) this.logger.warn(`scans of ${devices} devices are missing: ${gaps} new gaps in /v1/sequence-gaps`);
    return false;
  }
}

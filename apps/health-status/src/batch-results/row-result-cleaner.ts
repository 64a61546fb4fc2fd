import { WakeableLoop } from '@entry/platform/lifecycle/wakeable-loop';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';

const interval = 60_000;

/** Forgets which rows of a batch have come once the batch has long been completed: its late results are ignored as a whole. */
@Injectable()
export class RowResultCleaner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(RowResultCleaner.name);
  private loop: WakeableLoop | null = null;

  constructor(private readonly dataSource: DataSource) {}

  onApplicationBootstrap(): void {
    this.loop = new WakeableLoop(() => this.clean(), 'cleaning of row results', this.logger, interval);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop?.stop();
  }

  private async clean(): Promise<boolean> {
    await this.dataSource.query(
      `DELETE FROM batch_row_result WHERE batch_id IN (
         SELECT id FROM batch WHERE state = 'completed' AND completed_at < now() - interval '1 hour')`,
    );
    return false;
  }
}

import type { EntryPolicyV1 } from '@entry/contracts/events/administration.v1';
import type { Caller } from '@entry/platform/access/caller';
import { notFound, Problem } from '@entry/platform/http/problem';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { EntryPolicyDrafts } from '../entry-policies/entry-policy-drafts';
import { EntryPolicyRepository } from '../entry-policies/entry-policy.repository';
import { toPolicyResponse } from '../entry-policies/policy-response';
import { DryRunThreads } from './dry-run-threads';
import { DryRunEntity } from './dry-run.entity';
import type { StartDryRunRequest } from './dry-runs.schemas';

const dayLong = 86_400_000;

/** Dry runs of versions, published or not, one at a time: each takes every core for as long as it reads. */
@Injectable()
export class DryRunsService implements OnApplicationBootstrap {
  private readonly logger = new Logger(DryRunsService.name);
  private running = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly policies: EntryPolicyRepository,
    private readonly drafts: EntryPolicyDrafts,
    private readonly threads: DryRunThreads,
  ) {}

  /** A run that was under way when the service ended is one that failed. */
  async onApplicationBootstrap(): Promise<void> {
    const completedAt = new Date();
    await this.dataSource.getRepository(DryRunEntity).update({ state: 'running' }, { state: 'failed', completedAt });
  }

  async start(policyVersion: string, { days }: StartDryRunRequest, caller: Caller): Promise<DryRunEntity> {
    const published = (await this.policies.list()).map(toPolicyResponse);
    const found = published.find((policy) => policy.policyVersion === policyVersion);
    const candidate = found ?? (await this.drafts.find(policyVersion));
    if (!candidate) throw notFound('entry policy');
    if (this.running) throw new Problem(409, 'DRY_RUN_RUNNING', 'Another dry run is under way: wait for its end.');
    this.running = true;
    const begun = { state: 'running' as const, progress: 0, result: null, completedAt: null };
    const run = { id: uuidv7(), policyVersion, days, ...begun, startedAt: new Date(), startedBy: caller.id };
    await this.dataSource.getRepository(DryRunEntity).insert(run);
    void this.carryOut(run, candidate, published).finally(() => (this.running = false));
    return run;
  }

  async get(id: string): Promise<DryRunEntity> {
    const run = await this.dataSource.getRepository(DryRunEntity).findOneBy({ id });
    if (!run) throw notFound('dry run');
    return run;
  }

  private async carryOut(
    { id, days, startedAt }: DryRunEntity,
    candidate: EntryPolicyV1,
    published: readonly EntryPolicyV1[],
  ): Promise<void> {
    const runs = this.dataSource.getRepository(DryRunEntity);
    let progress = 0;
    const onProgress = (part: number) => {
      const now = Math.floor(part * 100);
      if (now === progress) return;
      progress = now;
      runs.update({ id, state: 'running' }, { progress }).catch((error: Error) => this.logger.warn(error.message));
    };
    const since = new Date(startedAt.getTime() - days * dayLong);
    try {
      const result = await this.threads.run({ candidate, published, since }, onProgress);
      await runs.update({ id }, { state: 'completed', result, progress: 100, completedAt: new Date() });
    } catch (error) {
      this.logger.error(`dry run ${id} failed: ${(error as Error).message}`);
      // Where that fails too, the next start says it.
      await runs
        .update({ id }, { state: 'failed', completedAt: new Date() })
        .catch((unsaid: Error) => this.logger.error(`dry run ${id}: ${unsaid.message}`));
    }
  }
}

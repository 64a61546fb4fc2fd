import type { Caller } from '@entry/platform/access/caller';
import { notFound, Problem } from '@entry/platform/http/problem';
import { Outbox } from '@entry/platform/outbox/outbox';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { scopeOf } from '../access/scope';
import { ChangeLog } from '../changes/change-log';
import { quotaOf } from '../quotas/quota';
import { requireSeen } from '../requests/if-match';
import { checkpointAccess } from './checkpoint-access';
import type { CheckpointEntity } from './checkpoint.entity';
import { toCheckpointMessage } from './checkpoint-message';
import { CheckpointRepository, type CheckpointChange } from './checkpoint.repository';
import type { ReasonRequest } from '../requests/reason-request';
import type { ChangeCheckpointRequest, Readiness } from './checkpoints.schemas';

interface ChangeRequest {
  readonly id: string;
  /** The version that the caller saw. */
  readonly seen: number;
  readonly step: 'changed' | 'readied' | 'closed';
  readonly reason: string | null;
}

type Effect = (checkpoint: CheckpointEntity, manager: EntityManager, at: Date) => Promise<CheckpointChange>;

/** What becomes of a checkpoint: each change is made on the version that its caller saw, kept with who and why, and told to the gates. */
@Injectable()
export class CheckpointChanges {
  constructor(
    private readonly checkpoints: CheckpointRepository,
    private readonly changes: ChangeLog,
    private readonly outbox: Outbox,
  ) {}

  change(id: string, seen: number, request: ChangeCheckpointRequest, caller: Caller): Promise<CheckpointEntity> {
    const { reason, ...given } = request;
    const change = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    return this.make({ id, seen, step: 'changed', reason }, caller, () => Promise.resolve(change));
  }

  /** Ticks the checklist: a checkpoint takes a device only when all of it is there. */
  ready(id: string, seen: number, readiness: Readiness, caller: Caller): Promise<CheckpointEntity> {
    return this.make({ id, seen, step: 'readied', reason: null }, caller, () => Promise.resolve({ readiness }));
  }

  /** 409 `CHECKPOINT_HAS_DEVICES` while it has some. */
  close(id: string, seen: number, { reason }: ReasonRequest, caller: Caller): Promise<CheckpointEntity> {
    return this.make({ id, seen, step: 'closed', reason }, caller, async (checkpoint, manager, at) => {
      const { used } = await quotaOf(manager, checkpoint.id, at);
      if (used === 0) return { closedAt: at };
      const detail = `Its ${used} devices stand here: move them to another checkpoint or revoke them first.`;
      throw new Problem(409, 'CHECKPOINT_HAS_DEVICES', detail, { members: { devices: used } });
    });
  }

  private make({ id, seen, step, reason }: ChangeRequest, caller: Caller, effect: Effect): Promise<CheckpointEntity> {
    return this.outbox.transaction(async ({ manager, announce }) => {
      const at = new Date();
      const before = await this.checkpoints.lock(manager, id, scopeOf(caller, checkpointAccess.write));
      if (!before) throw notFound('checkpoint');
      requireSeen(before, seen);
      if (before.closedAt) throw new Problem(409, 'CHECKPOINT_CLOSED', 'This checkpoint is closed.');
      const change = await effect(before, manager, at);
      const after = await this.checkpoints.change(manager, before, change);
      const detail = { before: pick(before, change), after: change };
      await this.changes.record(manager, caller, { subject: id, step, at, reason, detail });
      await announce([toCheckpointMessage(after, at)]);
      return after;
    });
  }
}

function pick(from: CheckpointEntity, { ...names }: CheckpointChange): Record<string, unknown> {
  return Object.fromEntries(Object.entries(from).filter(([name]) => name in names));
}

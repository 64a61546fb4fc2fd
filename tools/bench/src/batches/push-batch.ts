import type { BatchKind, BatchState, CityClient } from '@entry/client/city-client';
import { insist } from '@entry/client/insist';
import { createReadStream } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { cpuUsed, measureMemory, type Program } from '../programs/programs';
import type { BatchFile } from './batch-files';

/** What one program did for a batch. */
export interface ProgramShare {
  readonly name: string;
  /** Microseconds of CPU for each row; of PostgreSQL's processes without those that have ended. */
  readonly cpuPerRow: number;
  /** Resident bytes: the most in the first tenth of the time, the most at all. */
  readonly early: number;
  readonly most: number;
}

export interface PushedBatch {
  readonly rows: number;
  /** Seconds from the first byte until the upload was accepted, and until the last gate saw every row. */
  readonly accepted: number;
  readonly completed: number;
  readonly state: BatchState;
  readonly programs: readonly ProgramShare[];
}

const pause = 500;

/** Pushes a file as the ministry would, and watches the programs until the gates see it. */
export async function pushBatch(
  client: CityClient,
  kind: BatchKind,
  file: BatchFile,
  programs: readonly Program[],
  signal: AbortSignal,
): Promise<PushedBatch> {
  const cpuBefore = programs.map(cpuUsed);
  const resident: number[][] = [];
  const look = () => void resident.push(programs.map((program) => measureMemory(program).memory?.resident ?? 0));
  const looking = setInterval(look, pause);
  const begunAt = performance.now();
  const since = () => (performance.now() - begunAt) / 1_000;
  try {
    const { status, body } = await client.push(kind, createReadStream(file.path));
    if (status !== 202) throw new Error(`the ${kind} batch was refused: ${body.code}`);
    const accepted = since();
    let state = await client.batch(kind, body.id);
    while (state.state !== 'completed') {
      await delay(pause, undefined, { signal });
      state = await insist('how far the batch has come', () => client.batch(kind, body.id), signal);
    }
    const completed = since();
    look();
    const early = resident.slice(0, Math.max(1, Math.ceil(resident.length / 10)));
    const most = (looks: readonly (readonly number[])[], index: number) =>
      Math.max(...looks.map((look) => look[index] ?? 0));
    const shares = programs.map((program, index) => ({
      name: program.name,
      cpuPerRow: ((cpuUsed(program) - (cpuBefore[index] ?? 0)) * 1_000) / file.rows,
      early: most(early, index),
      most: most(resident, index),
    }));
    return { rows: file.rows, accepted, completed, state, programs: shares };
  } finally {
    clearInterval(looking);
  }
}

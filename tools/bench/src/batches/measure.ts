import { clientOfStack } from '@entry/client/stack/client-of-stack';
import type { BatchKind, Device } from '@entry/client/city-client';
import { drawCards } from '../city/city-cards';
import { learnDeck } from '../city/learn-deck';
import { Generators, Target } from '../load/generators';
import { openLoopConnections, type Turn } from '../load/turn';
import { programsOf } from '../programs/programs';
import { verifyUrl, type WholeSystem } from '../whole-system/with-whole-system';
import { writePopulation, writeVaccinations, type BatchFile } from './batch-files';
import { copyBare } from './copy-yardstick';
import { pushBatch, type PushedBatch } from './push-batch';

export interface BatchesOptions {
  /** Rows of the register. */
  readonly people: number;
  /** Vaccinations of those people. */
  readonly records: number;
  /** Rows of each kind more, about other people, while scans run. */
  readonly beside: number;
  /** Scans a second beside those. */
  readonly rate: number;
  readonly seed: number;
}

/** A batch, and the scans that ran beside it. */
export interface MeasuredBatch extends PushedBatch {
  readonly kind: BatchKind;
  readonly scans: Turn | null;
}

export interface Batches {
  /** Rows a second of a bare `COPY`. */
  readonly copied: number;
  readonly batches: readonly MeasuredBatch[];
}

const devicesOfLoad = 8;
const scannedPeople = 10_000;
const warmUp = 10;

/** Pushes a register and its people's vaccinations alone, then more of both while scans run. */
export async function measure(options: BatchesOptions, system: WholeSystem): Promise<Batches> {
  const { stack, say, signal, dataDirectory, onStart } = system;
  const { people, records, beside, rate, seed } = options;
  const all = { seed, first: 0, count: people };
  const more = { seed, first: people, count: beside };
  const register = await writePopulation(dataDirectory, all);
  const vaccinations = await writeVaccinations(dataDirectory, all, records);
  const copied = await copyBare(stack, register);
  say(`a bare COPY: ${Math.round(copied)} rows/s`);

  const client = await clientOfStack(stack);
  const programs = programsOf(stack);
  const batches: MeasuredBatch[] = [];
  const push = async (kind: BatchKind, file: BatchFile, scan: Scanning | null) => {
    const scanning = scan?.();
    const pushed = await pushBatch(client, kind, file, programs, signal);
    batches.push({ ...pushed, kind, scans: (await scanning?.end()) ?? null });
    say(`${kind}: ${file.rows} rows, ${Math.round(file.rows / pushed.completed)} rows/s`);
  };
  await push('population', register, null);
  await push('vaccination', vaccinations, null);
  if (beside === 0) return { copied, batches };

  const moreRegister = await writePopulation(dataDirectory, more);
  const moreVaccinations = await writeVaccinations(dataDirectory, more, beside);
  const devices: Device[] = [];
  while (devices.length < devicesOfLoad) devices.push(await client.enrolDevice());
  const drawn = drawCards({ seed, people, citizens: people }, scannedPeople);
  const { deck } = await learnDeck(client, devices[0]!, { samples: [], cards: drawn, seed }, signal);
  const generators = Generators.start(1, onStart);
  const target = new Target(verifyUrl(stack.gatewayUrl), true);
  const cards = { deck, deviceTokens: devices.map(({ token }) => token) };
  const load = { kind: 'open', rate, connections: openLoopConnections } as const;
  await generators.take([target], { ...load, seconds: warmUp }, cards, signal);
  const scan: Scanning = () => {
    const ended = new AbortController();
    const turn = generators.take([target], { ...load, seconds: null }, cards, signal, ended.signal);
    return { end: () => (ended.abort(), turn) };
  };
  await push('population', moreRegister, scan);
  await push('vaccination', moreVaccinations, scan);
  return { copied, batches };
}

type Scanning = () => { end(): Promise<Turn> };

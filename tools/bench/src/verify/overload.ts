import { Generators } from '../load/generators';
import type { Child } from '../processes/child';
import type { VerifyTurn } from './contest';
import { makeTakers, type TakersOptions } from './takers';

/** More than the system can do, next to the most that it can. */
export interface Overload {
  /** The closed loops among which the peak was found. */
  readonly steps: readonly { readonly connections: number; readonly turn: VerifyTurn }[];
  /** Scans answered in a second by the best of them. */
  readonly peak: number;
  /** Scans offered in a second. */
  readonly rate: number;
  readonly turn: VerifyTurn;
}

const timesThePeak = 3;
/** One event loop could not offer so much. */
const generatorCount = 2;
const stepsOfConnections = [16, 32, 64, 128, 256];
/** So many that a gate which lets scans wait has them waiting, rather than the generator. */
const connections = 2_048;

/** Looks for the most scans that the system answers, then offers three times as many, whatever becomes of them. */
export async function overload(
  seconds: number,
  options: TakersOptions,
  onStart: (child: Child) => void,
): Promise<Overload> {
  const generators = Generators.start(generatorCount, onStart);
  const takers = makeTakers({ ...options, generators });
  const steps: Overload['steps'][number][] = [];
  for (const each of stepsOfConnections) {
    steps.push({ connections: each, turn: await takers.verify({ kind: 'closed', connections: each, seconds }) });
  }
  const peak = Math.max(...steps.map(({ turn }) => turn.perSecond));
  const rate = Math.round(peak * timesThePeak);
  const turn = await takers.verify({ kind: 'open', rate, connections, seconds });
  return { steps, peak, rate, turn };
}

import type { CityClient, Device } from '@entry/client/city-client';
import { clientOfStack } from '@entry/client/stack/client-of-stack';
import { until } from '@entry/client/until';
import { setTimeout as delay } from 'node:timers/promises';
import { drawCards } from '../city/city-cards';
import { learnDeck } from '../city/learn-deck';
import { loadCity } from '../city/load-city';
import { Generators, Target } from '../load/generators';
import { Poster } from '@entry/client/poster';
import { openLoopConnections, type Turn } from '../load/turn';
import type { Card } from '../scans/deck';
import { verifyUrl, type WholeSystem } from '../whole-system/with-whole-system';
import { BackgroundBatch, type BatchProgress } from './background-batch';
import type { Change, MeasuredChange } from './changes/change';
import { ChangeMaker, type Subject } from './changes/make-changes';
import { measureChange } from './changes/measure-change';

export interface FreshnessOptions {
  readonly citizens: number;
  readonly seed: number;
  /** Positive reports. */
  readonly changes: number;
  /** Revoked devices, cancelled cards and new policies, of each. */
  readonly others: number;
  /** Of the batch that is under way meanwhile. */
  readonly rows: number;
  /** Scans a second meanwhile, shared by the gates. */
  readonly rate: number;
  /** Positive reports that are measured at the same time. */
  readonly lanes: number;
  /** Milliseconds from one look at a gate to the next. */
  readonly every: number;
}

export interface Freshness {
  readonly changes: readonly MeasuredChange[];
  readonly wrongAllows: number;
  /** Of the scans that went on at all gates. */
  readonly turn: Turn;
  readonly batch: {
    readonly atFirst: BatchProgress;
    readonly atLast: BatchProgress;
    /** Two looks after the scans and changes had ended; null: there was too little left of it. */
    readonly alone: { readonly from: BatchProgress; readonly to: BatchProgress } | null;
  };
}

const aloneFor = 20_000;
/** Seconds. */
const warmUp = 15;
const devicesOfLoad = 8;
const pollingConnections = 64;

/** Changes facts, devices and rules while two gates scan and a large batch is under way, and looks when the gates know. */
export async function measure(options: FreshnessOptions, system: WholeSystem): Promise<Freshness> {
  const { stack, say, signal, onStart } = system;
  const other = await stack.startGateway('gateway-2');
  const urls = [stack.gatewayUrl, other.url].map(verifyUrl);
  const gates = urls.map((url) => new Poster(url, pollingConnections));
  const client = await clientOfStack(stack);
  const city = await loadCity(client, options, say, signal);
  const devices = await enrol(client, devicesOfLoad);
  const revoked = await enrol(client, options.others);
  for (const device of [...devices, ...revoked]) for (const gate of gates) await untilKnown(gate, device);

  const [scanner] = devices;
  if (!scanner) throw new RangeError('There is at least one device');
  const drawn = drawCards({ ...options, people: options.citizens }, options.citizens);
  const { deck } = await learnDeck(
    client,
    scanner,
    { samples: city.samples, cards: drawn, seed: options.seed },
    signal,
  );
  const { subjects, unchanged } = divide(deck.known, drawn, options.changes + options.others);
  const allowed = unchanged.find(({ decision }) => decision === 'allow');
  if (!allowed) throw new RangeError('too few citizens: nobody is let in of whom nothing changes');
  const maker = new ChangeMaker(client, options.seed, scanner);
  const positives = subjects.slice(options.others).map((subject) => maker.positive(subject));
  const others = revoked.flatMap((device, number) => [
    maker.revoked(device, allowed.qr),
    maker.cancelled(subjects[number]!),
    maker.policy(number, allowed.qr),
  ]);
  const batch = await BackgroundBatch.prepare(client, { ...options, first: options.citizens }, say, signal);

  const generators = Generators.start(urls.length, onStart);
  const scansEnd = new AbortController();
  const load = { kind: 'open', rate: options.rate, connections: openLoopConnections, seconds: null } as const;
  const targets = urls.map((url) => new Target(url, true));
  const cards = { deck: { ...deck, known: unchanged }, deviceTokens: devices.map(({ token }) => token) };
  // A gate that has just started is slower than it will be: nobody would open a station with it.
  await generators.take(targets, { ...load, seconds: warmUp }, cards, signal);
  say(`a vaccination batch of ${options.rows} rows begins`);
  await batch.start(signal);
  const scanning = generators.take(targets, load, cards, signal, scansEnd.signal);
  const atFirst = await batch.progress(signal);
  const measured: MeasuredChange[] = [];
  const wrong: Promise<number>[] = [];
  const lane = async (queue: Iterator<Change>) => {
    for (let next = queue.next(); !next.done; next = queue.next()) {
      const { measured: one, wrongAllows } = await measureChange(next.value, gates, options.every, signal);
      measured.push(one);
      wrong.push(wrongAllows);
      if (measured.length % 100 === 0) say(`${measured.length} changes measured`);
    }
  };
  const queue = positives.values();
  await Promise.all([lane(others.values()), ...Array.from({ length: options.lanes }, () => lane(queue))]);
  const atLast = await batch.progress(signal);
  const wrongAllows = (await Promise.all(wrong)).reduce((sum, count) => sum + count, 0);
  scansEnd.abort();
  const turn = await scanning;
  const alone = await lookAlone(batch, signal);
  await Promise.all(gates.map((gate) => gate.close()));
  return { changes: measured, wrongAllows, turn, batch: { atFirst, atLast, alone } };
}

async function enrol(client: CityClient, count: number): Promise<Device[]> {
  const devices: Device[] = [];
  while (devices.length < count) devices.push(await client.enrolDevice());
  return devices;
}

async function untilKnown(gate: Poster, { token }: Device): Promise<void> {
  await until('the gateway knows the device', async () => {
    const reply = await gate.post(token, JSON.stringify({ qr: 'x' }));
    return 'status' in reply && reply.status === 422;
  });
}

/** People who are let in, for the changes, and everybody else's cards, for the scans that must stay as they are. */
function divide(
  known: readonly Card[],
  drawn: readonly Subject[],
  count: number,
): { subjects: Subject[]; unchanged: Card[] } {
  const allowed = new Set(known.filter(({ decision }) => decision === 'allow').map(({ qr }) => qr));
  const subjects = drawn.filter(({ qr }) => allowed.has(qr)).slice(0, count);
  if (subjects.length < count) {
    throw new RangeError(`too few citizens: ${subjects.length} are let in, and ${count} are to change`);
  }
  const changing = new Set(subjects.map(({ qr }) => qr));
  return { subjects, unchanged: known.filter(({ qr }) => !changing.has(qr)) };
}

async function lookAlone(batch: BackgroundBatch, signal: AbortSignal): Promise<Freshness['batch']['alone']> {
  const from = await batch.progress(signal);
  await delay(aloneFor, undefined, { signal });
  const to = await batch.progress(signal);
  return to.isCompleted ? null : { from, to };
}

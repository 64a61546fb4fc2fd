import { setTimeout as delay } from 'node:timers/promises';
import { watchEventLoop } from '../measuring/event-loop-delay';
import { scanAt } from '../scans/scan';
import { constantArrivals, firstNotDue } from './arrivals';
import { Poster } from '@entry/client/poster';
import { Tally, type TalliedTurn } from './tally';
import type { Load, TurnOrder } from './turn';

/**
 * Sends the scans of one turn and checks each answer. Autocannon cannot: its rate is a budget for each connection, spent at once at
 * the beginning of a second by connections that still wait for their answers, so that what was due is guessed afterwards; and it
 * counts latencies in whole milliseconds. A load without an end goes on until the signal says stop.
 */
export async function takeTurn(order: TurnOrder, stopped: AbortSignal): Promise<TalliedTurn> {
  const { load, url, deck, deviceTokens, firstCard, namesScans } = order;
  const poster = new Poster(url, load.connections);
  const tally = new Tally(deck, namesScans);
  let sent = 0;
  const send = async (due?: number) => {
    const scan = scanAt(order.firstScan + sent, firstCard + sent, deck, deviceTokens);
    sent += 1;
    const sentAt = performance.now();
    if (due !== undefined) tally.recordSentLate(sentAt - due);
    const reply = await poster.post(scan.token, scan.body);
    const answeredAt = performance.now();
    tally.record(scan, reply, { sinceDue: answeredAt - (due ?? sentAt), sinceSent: answeredAt - sentAt });
  };
  const eventLoopDelay = watchEventLoop();
  const startedAt = performance.now();
  const elapsed = () => (performance.now() - startedAt) / 1_000;
  try {
    const answers = await (load.kind === 'closed' ? closedLoop(load, send) : openLoop(load, send, stopped));
    const sending = elapsed();
    await Promise.all(answers);
    return tally.turn({ sending, answering: elapsed() }, eventLoopDelay());
  } finally {
    await poster.close();
  }
}

async function closedLoop(
  load: { connections: number; seconds: number },
  send: () => Promise<void>,
): Promise<Promise<void>[]> {
  const endsAt = performance.now() + load.seconds * 1_000;
  const device = async () => {
    while (performance.now() < endsAt) await send();
  };
  await Promise.all(Array.from({ length: load.connections }, device));
  return [];
}

/**
 * A scan that is due never waits for the answer to another, but where all connections are taken: its latency counts from when it was
 * due. Gives the answers that are still to come when all is sent.
 */
async function openLoop(
  { rate, seconds }: Extract<Load, { kind: 'open' }>,
  send: (due: number) => Promise<void>,
  stopped: AbortSignal,
): Promise<Promise<void>[]> {
  const arrivals = constantArrivals(rate, seconds ?? Infinity);
  const startedAt = performance.now();
  const elapsed = () => performance.now() - startedAt;
  const answers = new Set<Promise<void>>();
  let next = 0;
  while (next < arrivals.count && !stopped.aborted) {
    const notDue = firstNotDue(arrivals, next, elapsed());
    for (; next < notDue; next++) {
      const answer = send(startedAt + arrivals.dueAt(next)).finally(() => answers.delete(answer));
      answers.add(answer);
    }
    await delay(Math.max(0, arrivals.dueAt(notDue) - elapsed()));
  }
  return [...answers];
}

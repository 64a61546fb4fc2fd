import { Agent } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { watchEventLoop } from '../measuring/event-loop-delay';
import { scanAt } from '../scans/scan';
import { constantArrivals, firstNotDue } from './arrivals';
import { post } from './post';
import { Tally } from './tally';
import { openLoopConnections, type Turn, type TurnOrder } from './turn';

/**
 * Sends the scans of one turn and checks each answer. Autocannon cannot: its rate is a budget for each connection, spent at once at
 * the beginning of a second by connections that still wait for their answers, so that what was due is guessed afterwards; and it
 * counts latencies in whole milliseconds.
 */
export async function takeTurn(order: TurnOrder): Promise<Turn> {
  const { load, url, deck, deviceTokens, namesScans } = order;
  const connections = load.kind === 'closed' ? load.connections : openLoopConnections;
  const agent = new Agent({ keepAlive: true, maxSockets: connections, maxFreeSockets: connections });
  const tally = new Tally(deck, namesScans);
  let next = order.firstScan;
  const send = async (due?: number) => {
    const scan = scanAt(next++, deck, deviceTokens);
    const sentAt = performance.now();
    if (due !== undefined) tally.recordSentLate(sentAt - due);
    const reply = await post(url, agent, scan.token, scan.body);
    tally.record(scan, reply, performance.now() - (due ?? sentAt));
  };
  const eventLoopDelay = watchEventLoop();
  const startedAt = performance.now();
  try {
    await (load.kind === 'closed' ? closedLoop(load, send) : openLoop(load, send));
    return tally.turn((performance.now() - startedAt) / 1_000, eventLoopDelay());
  } finally {
    agent.destroy();
  }
}

async function closedLoop(load: { connections: number; seconds: number }, send: () => Promise<void>): Promise<void> {
  const endsAt = performance.now() + load.seconds * 1_000;
  const device = async () => {
    while (performance.now() < endsAt) await send();
  };
  await Promise.all(Array.from({ length: load.connections }, device));
}

/** A scan that is due never waits for the answer to another, but where all connections are taken: its latency counts from when it was due. */
async function openLoop(load: { rate: number; seconds: number }, send: (due: number) => Promise<void>): Promise<void> {
  const arrivals = constantArrivals(load.rate, load.seconds);
  const startedAt = performance.now();
  const elapsed = () => performance.now() - startedAt;
  const answers: Promise<void>[] = [];
  while (answers.length < arrivals.count) {
    const notDue = firstNotDue(arrivals, answers.length, elapsed());
    while (answers.length < notDue) answers.push(send(startedAt + arrivals.dueAt(answers.length)));
    await delay(Math.max(0, arrivals.dueAt(notDue) - elapsed()));
  }
  await Promise.all(answers);
}

import { withDatabase } from '@entry/client/stack/with-database';
import { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import { toEventMessage } from '@entry/platform/kafka/event-message';
import { EventPublisher } from '@entry/platform/kafka/event-publisher';
import { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import type { Stack } from '@entry/stack/stack/stack';
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { cpuUsed, programsOf } from '../programs/programs';

export interface Ingest {
  readonly events: number;
  /** From the first that was sent until the last was stored. */
  readonly storedPerSecond: number;
  /** The most that were sent and not yet stored. */
  readonly mostBehind: number;
  /** Milliseconds from the last that was sent until all were stored, and until all of it had been told to gates and analysts. */
  readonly drained: number;
  readonly told: number;
  /** Microseconds of CPU an event, by program. */
  readonly cpu: Readonly<Record<string, number>>;
}

const tick = 100;
const patience = 600_000;
const devices = Array.from({ length: 500 }, () => ({
  device: randomUUID(),
  checkpoint: randomUUID(),
  agency: randomUUID(),
}));

/** Sends events at a rate to the topic that gateways send to, and watches them come into the table. */
export async function ingest(
  stack: Stack,
  { rate, seconds }: { rate: number; seconds: number },
  signal: AbortSignal,
): Promise<Ingest> {
  const connection = new KafkaConnection(stack.servers.kafka.split(','), 'bench-access-log');
  const publisher = new EventPublisher(connection);
  const gatewayId = `bench-${randomUUID()}`;
  const since = new Date();
  try {
    return await withDatabase(stack, 'access_log', async (client) => {
      const storedNow = async () => {
        const sql = 'SELECT count(*)::int AS stored FROM access_event WHERE received_at >= $1 AND gateway_id = $2';
        return (await client.query<{ stored: number }>(sql, [since, gatewayId])).rows[0]?.stored ?? 0;
      };
      const programs = programsOf(stack);
      const cpuBefore = programs.map(cpuUsed);
      let sent = 0;
      let mostBehind = 0;
      let lastSentAt = performance.now();
      const begunAt = lastSentAt;
      const look = async () => {
        const before = sent;
        const stored = await storedNow();
        mostBehind = Math.max(mostBehind, before - stored);
        return stored;
      };
      const sending = (async () => {
        for (let at = 1; at <= (seconds * 1_000) / tick; at += 1) {
          const due = Math.round((rate * at * tick) / 1_000) - sent;
          await publisher.publish(Array.from({ length: due }, () => messageOf(gatewayId)));
          sent += due;
          lastSentAt = performance.now();
          await delay(Math.max(0, begunAt + at * tick - performance.now()), undefined, { signal });
        }
      })();
      const isSent = { now: false };
      void sending.finally(() => (isSent.now = true));
      for (let stored = 0; !isSent.now || stored < sent; stored = await look()) {
        if (performance.now() - begunAt > patience)
          throw new Error(`${sent - stored} of ${sent} events were not stored in time`);
        await delay(5 * tick, undefined, { signal });
      }
      await sending;
      const endedAt = performance.now();
      while ((await client.query('SELECT FROM outbox LIMIT 1')).rows.length > 0)
        await delay(tick, undefined, { signal });
      const told = performance.now() - lastSentAt;
      const cpu = programs.map((program, place) => {
        const milliseconds = cpuUsed(program) - (cpuBefore[place] ?? 0);
        return [program.name, (milliseconds * 1_000) / sent] as const;
      });
      return {
        events: sent,
        storedPerSecond: (sent * 1_000) / (endedAt - begunAt),
        mostBehind,
        drained: endedAt - lastSentAt,
        told,
        cpu: Object.fromEntries(cpu),
      };
    });
  } finally {
    await publisher.onApplicationShutdown();
  }
}

let sequence = 0;

function messageOf(gatewayId: string) {
  const { device, checkpoint, agency } = devices[(sequence += 1) % devices.length]!;
  const now = new Date();
  const event: AccessEventV1 = {
    eventId: randomUUID(),
    scanId: randomUUID(),
    gatewayId,
    subject: randomBytes(16).toString('base64url'),
    deviceId: device,
    checkpoint,
    agency,
    district: 'ba-dinh',
    venueKind: 'mall',
    decision: sequence % 5 === 0 ? 'check' : 'allow',
    reasons: sequence % 5 === 0 ? ['TEST_REQUIRED'] : [],
    policyVersion: '2026-11-01.1',
    scannedAt: now.toISOString(),
    receivedAt: now.toISOString(),
    sequence: Math.floor(sequence / devices.length) + 1,
    direction: 'in',
  };
  return toEventMessage(AccessEventV1, event, { source: `/gateway/${gatewayId}`, time: now, id: event.eventId });
}

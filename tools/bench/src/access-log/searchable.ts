import type { CityClient, Device } from '@entry/client/city-client';
import { setTimeout as delay } from 'node:timers/promises';
import { Latencies, type Percentiles } from '../measuring/latencies';

const pollEvery = 50;
const patience = 60_000;

/** Milliseconds from a gate's answer until the scan is in the list of its checkpoint; each device asks about one scan after another until the end. */
export async function measureSearchable(
  client: CityClient,
  devices: readonly Device[],
  qrs: readonly string[],
  ended: AbortSignal,
): Promise<Percentiles & { scans: number }> {
  const latencies = new Latencies();
  let scans = 0;
  const ask = async (device: Device, first: number) => {
    for (let turn = first; !ended.aborted; turn += devices.length) {
      const { status, body } = await client.verify(device, qrs[turn % qrs.length]!);
      if (status !== 200) throw new Error(`a scan got ${status} ${body.code}`);
      const answeredAt = performance.now();
      while (!(await isListed(client, device, body.scanId))) {
        if (performance.now() - answeredAt > patience) throw new Error('a scan never came into the list');
        await delay(pollEvery);
      }
      latencies.record(performance.now() - answeredAt);
      scans += 1;
    }
  };
  await Promise.all(devices.map(ask));
  const found = latencies.percentiles();
  if (!found) throw new Error('nothing was scanned');
  return { ...found, scans };
}

async function isListed(client: CityClient, { checkpoint }: Device, scanId: string): Promise<boolean> {
  const path = `/v1/access-events?checkpoint=${checkpoint}&limit=1`;
  const { body } = await client.as<{ items: { scanId: string }[] }>('auditor', 'GET', path);
  return body.items[0]?.scanId === scanId;
}

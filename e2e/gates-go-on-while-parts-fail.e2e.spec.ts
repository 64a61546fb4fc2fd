import { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import { until } from '@entry/client/until';
import { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import {
  faults,
  networkParts,
  type DegradedMode,
  type Fault,
  type NetworkPart,
} from '@entry/stack/faults/degraded-mode';
import { degradedModes } from '@entry/stack/faults/degraded-modes';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AilingCity } from './support/ailing-city';
import type { Card } from './support/verdict-watch';

const patience = 600_000;
const [accepted, unavailable] = [202, 503];
const rows = networkParts.flatMap((part) =>
  faults.map((fault) => [part, fault, degradedModes[part][fault]] as [NetworkPart, Fault, DegradedMode]),
);
const isPossible = process.env.INFRA !== 'docker';
const title = 'gates go on while parts fail';

(isPossible ? describe : describe.skip)(isPossible ? title : `${title}, not tried: the servers are containers`, () => {
  let city: AilingCity;
  const wiped: string[] = [];
  /** Who fell ill in the row before, and is known to be. */
  const denied: Card[] = [];
  beforeAll(async () => {
    city = await AilingCity.start(rows.map(([part, fault]) => `${part} ${fault}`));
  }, patience);
  afterAll(() => city?.system.stop(), patience);

  const logOf = (service: string) => readFileSync(join(city.system.logDirectory, `${service}.log`), 'utf8');

  it('loses nothing with a topic that is emptied before access-log has read it', async () => {
    const { watch, system } = city;
    await city.untilStored(watch.scanIds);
    await system.stack.service('access-log').kill();
    const first = watch.scanIds.length;
    const connection = new KafkaConnection(system.stack.servers.kafka.split(','), 'wipe');
    const { topic } = AccessEventV1;
    await connection.withAdmin(async (admin) => {
      const all = async () => {
        const partitions = await admin.fetchTopicOffsets(topic);
        return { partitions, count: partitions.reduce((sum, { high }) => sum + Number(high), 0) };
      };
      const before = await all();
      for (let round = 0; round < 5; round++) await watch.scan(city.known);
      wiped.push(...watch.scanIds.slice(first));
      const { partitions } = await until('the scans are on the topic', async () => {
        const now = await all();
        return now.count >= before.count + wiped.length && now;
      });
      await admin.deleteTopicRecords({
        topic,
        partitions: partitions.map(({ partition, high }) => ({ partition, offset: high })),
      });
    });
    await system.stack.service('access-log').start();
    const later = watch.scanIds.length;
    await watch.scan(city.known);
    await city.untilStored(watch.scanIds.slice(later));

    expect([...(await city.timesStored()).keys()].filter((scanId) => wiped.includes(scanId))).toEqual([]);
  });

  const unknown = 'check FACTS_UNAVAILABLE';
  const isAccepted = async (occasion: string) => (await city.report(occasion)) === accepted;

  it.each(rows)('%s %s', async (part, fault, mode) => {
    const { watch, stranger } = city;
    const known = [...city.known, ...denied];
    const occasion = `${part} ${fault}`;
    const ill = city.whoFallsIll(occasion);
    const isDenied = async () => (await watch.scan([ill])).get(ill.name) === 'deny INFECTED';
    const logBefore = mode.log ? logOf(mode.log[0]).length : 0;
    const first = watch.scanIds.length;
    const mend = await city.system.begin(part, fault);
    try {
      const seen = new Map<string, Set<string>>();
      const hasSeen = (name: string, verdict: string) => seen.get(name)?.has(verdict);
      await until('healthy verdicts for whom the gate knows', async () => {
        for (const [name, said] of await watch.scan([...known, stranger])) {
          seen.set(name, (seen.get(name) ?? new Set()).add(said));
        }
        const strangers = { healthy: stranger.verdict, unavailable: unknown, either: null }[mode.strangers];
        const isToldApart = strangers === null || hasSeen(stranger.name, strangers);
        return isToldApart && known.every(({ name, verdict }) => hasSeen(name, verdict));
      });
      expect(
        [...(seen.get(stranger.name) ?? [])].filter((said) => said !== stranger.verdict && said !== unknown),
      ).toEqual([]);
      const isHeardOf = mode.changes === 'arrive' || mode.changes === 'wait';
      // Who reports gives up on an owner that hangs, and reports again.
      const answer = await city.report(occasion, isHeardOf ? undefined : 2_000);
      if (mode.changes === 'arrive') {
        await until('the report is accepted', async () => answer === accepted || isAccepted(occasion));
        await until('the change arrives', isDenied);
      } else if (mode.changes === 'wait') expect(answer).toBe(accepted);
      else if (mode.changes === 'refused')
        expect([unavailable, fault === 'down' ? unavailable : null]).toContain(answer);
      const during = watch.scanIds.slice(first);
      if (mode.stored === 'at once') await city.untilStored(during);
      else if (part !== 'PostgreSQL') {
        const stored = await city.timesStored();
        expect(during.filter((scanId) => stored.has(scanId))).toEqual([]);
      }
      if (mode.log) {
        const [service, line] = mode.log;
        await until(`${service} says: ${line}`, () => Promise.resolve(logOf(service).slice(logBefore).includes(line)));
      }
    } finally {
      await mend();
    }
    await city.untilHealthy();
    await until('the report is accepted', () => isAccepted(occasion));
    await until('the change arrives', isDenied);
    await city.untilStored(watch.scanIds.slice(first));
    denied.splice(0, 1, { ...ill, name: 'somebody ill', verdict: 'deny INFECTED' });

    expect(watch.wrong).toEqual([]);
    expect(city.system.deaths).toEqual([]);
  });

  it('has stored every scan once', async () => {
    await city.untilStored(city.watch.scanIds);
    const stored = await city.timesStored();

    expect(wiped.length).toBe(20);
    expect([...stored].filter(([, times]) => times !== 1)).toEqual([]);
  });
});

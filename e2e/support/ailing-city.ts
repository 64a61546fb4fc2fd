import type { CityClient } from '@entry/client/city-client';
import { withDatabase } from '@entry/client/stack/with-database';
import { until } from '@entry/client/until';
import { setTimeout as delay } from 'node:timers/promises';
import { startFaultyStack, type FaultyStack } from './faulty-stack';
import { aPerson, daysAgo, infectionCsv, populationCsv, qrOf, vaccinationCsv, type Person } from './people';
import { VerdictWatch, type Card } from './verdict-watch';

/** For a report, in milliseconds. */
const patience = 30_000;

const card = (name: string, person: Person, verdict: string): Card => ({ name, qr: qrOf(person), verdict });

/** A gate, people whose verdicts are known, and somebody for each occasion who falls ill then. */
export class AilingCity {
  readonly known: readonly Card[];
  readonly stranger = card('a stranger', aPerson(), 'check NOT_IN_REGISTER');
  readonly client: CityClient;

  private constructor(
    readonly system: FaultyStack,
    readonly watch: VerdictWatch,
    private readonly well: ReadonlyMap<string, Person>,
    welcome: Person,
    unvaccinated: Person,
  ) {
    this.client = system.client;
    this.known = [
      card('vaccinated', welcome, 'allow'),
      card('not vaccinated', unvaccinated, 'deny NOT_VACCINATED'),
      card('forged', { ...welcome, fullName: 'Lê Thị Khác' }, 'deny NAME_MISMATCH'),
      card('an old card', { ...welcome, cardIssuedOn: '2020-04-10' }, 'check CARD_SUPERSEDED'),
    ];
  }

  static async start(occasions: readonly string[]): Promise<AilingCity> {
    const system = await startFaultyStack();
    const { client } = system;
    const watch = new VerdictWatch(client, await client.enrolDevice());
    const [welcome, unvaccinated] = [aPerson(), aPerson()];
    const well = new Map(occasions.map((occasion) => [occasion, aPerson()]));
    await client.apply('population', populationCsv([welcome, unvaccinated, ...well.values()]));
    const doses = [welcome, ...well.values()].flatMap((person) =>
      [1, 2].map((number) => {
        return { person, recordId: `${person.idNumber.slice(6)}-${number}`, number, on: daysAgo(63 - 21 * number) };
      }),
    );
    await client.apply('vaccination', vaccinationCsv(doses));
    const city = new AilingCity(system, watch, well, welcome, unvaccinated);
    await city.untilHealthy();
    return city;
  }

  async untilHealthy(): Promise<void> {
    const cards = [...this.known, this.stranger];
    await until('the verdicts of a healthy system', async () => {
      const said = await this.watch.scan(cards);
      return cards.every(({ name, verdict }) => said.get(name) === verdict);
    });
  }

  /** Who falls ill on an occasion; `allow` is what a healthy system may still say until it has heard of it. */
  whoFallsIll(occasion: string): Card {
    return card('somebody who falls ill', this.well.get(occasion)!, 'allow');
  }

  /** The same report each time; the status of the answer, null when none comes in time. */
  async report(occasion: string, within = patience): Promise<number | null> {
    const person = this.well.get(occasion)!;
    const csv = infectionCsv([
      { person, recordId: `${person.idNumber.slice(6)}-ill`, event: 'positive', on: daysAgo(1) },
    ]);
    const answer = this.client.push('infection', csv, `ill-${person.idNumber.slice(6)}`).then(
      ({ status }) => status,
      () => null,
    );
    return Promise.race([answer, delay(within, null)]);
  }

  /** How often each scan is in PostgreSQL. */
  timesStored(): Promise<Map<string, number>> {
    return withDatabase(this.system.stack, 'access_log', async (client) => {
      const sql = 'SELECT scan_id::text AS scan, count(*)::int AS times FROM access_event GROUP BY 1';
      const { rows } = await client.query<{ scan: string; times: number }>(sql);
      return new Map(rows.map(({ scan, times }) => [scan, times]));
    });
  }

  async untilStored(scanIds: readonly string[]): Promise<void> {
    await until('the scans are in PostgreSQL', async () => {
      const stored = await this.timesStored();
      return scanIds.every((scanId) => stored.has(scanId));
    });
  }
}

import type { CityClient } from '@entry/client/city-client';
import { localDate } from '@entry/platform/time/local-date';
import { Latencies, type Percentiles } from '../measuring/latencies';
import { chance } from './chance';

/** What a filled log can be asked about. */
export interface Askable {
  readonly days: number;
  readonly places: readonly { agency: string; district: string; checkpoint: string }[];
  /** Citizen numbers of people who are in the log. */
  readonly numbers: readonly string[];
}

export interface Asked extends Percentiles {
  readonly what: string;
  readonly p95: number;
  readonly times: number;
  /** Of the times: that there are too many groups for one answer. */
  readonly tooMany: number;
}

type Question = (askable: Askable) => { path: string; body?: object };

const hour = 3_600_000;
const groupings = ['hour', 'day', 'district', 'agency', 'checkpoint', 'venueKind', 'decision', 'reason'] as const;
const pairs = groupings.flatMap((one, place) => groupings.slice(place + 1).map((other) => `${one},${other}`));
const decisions = ['allow', 'check', 'deny'] as const;

const instantIn = (days: number) => new Date(Date.now() - chance() * days * 24 * hour).toISOString();
const oneOf = <Item>(items: readonly Item[]) => items[Math.floor(chance() * items.length)]!;
const window = (days: number, length: number) => {
  const from = Date.parse(instantIn(days));
  return { from: new Date(from).toISOString(), to: new Date(from + length).toISOString() };
};
/** Within the days that were filled: today's are of the load alone, thousands at a few gates. */
const filledWindow = (days: number, length: number) => {
  const end = Date.parse(`${localDate(new Date())}T00:00:00+07:00`);
  const from = end - length - chance() * Math.max(0, days * 24 * hour - length);
  return { from: new Date(from).toISOString(), to: new Date(from + length).toISOString() };
};
const list = (query: Record<string, string>) => ({
  path: `/v1/access-events?${new URLSearchParams({ limit: '100', ...query }).toString()}`,
});
const statistics = (query: Record<string, string>) => ({
  path: `/v1/access-statistics?${new URLSearchParams(query).toString()}`,
});

export const questions: Readonly<Record<string, { question: Question; p95: number }>> = {
  'page, of all, up to some instant': { p95: 100, question: ({ days }) => list({ to: instantIn(days) }) },
  'page, of a district and a decision': {
    p95: 100,
    question: ({ days, places }) =>
      list({ to: instantIn(days), district: oneOf(places).district, decision: oneOf(decisions) }),
  },
  'page, of an agency': {
    p95: 100,
    question: ({ days, places }) => list({ to: instantIn(days), agency: oneOf(places).agency }),
  },
  'page, of a checkpoint, seldom decision': {
    p95: 100,
    question: ({ days, places }) =>
      list({ to: instantIn(days), checkpoint: oneOf(places).checkpoint, decision: 'deny' }),
  },
  'page, every filter': {
    p95: 100,
    question: ({ days, places }) => {
      const { agency, district, checkpoint } = oneOf(places);
      return list({ ...window(days, 48 * hour), agency, district, checkpoint, decision: oneOf(decisions) });
    },
  },
  'page, 500 scans': { p95: 100, question: ({ days }) => list({ to: instantIn(days), limit: '500' }) },
  'statistics, any pair, 30 days': {
    p95: 300,
    question: () => statistics({ ...month(), groupBy: oneOf(pairs) }),
  },
  'statistics, any pair, five hours and some minutes': {
    p95: 300,
    question: ({ days }) => statistics({ ...window(days, 5.4 * hour), groupBy: oneOf(pairs) }),
  },
  'statistics, any pair, of a district, a week': {
    p95: 300,
    question: ({ days, places }) =>
      statistics({ ...window(days, 168 * hour), groupBy: oneOf(pairs), district: oneOf(places).district }),
  },
  'contacts of a day': {
    p95: 500,
    question: ({ days, numbers }) => lookUp(oneOf(numbers), filledWindow(days, 24 * hour)),
  },
  'contacts of a week': {
    p95: 500,
    question: ({ days, numbers }) => lookUp(oneOf(numbers), filledWindow(days, 168 * hour)),
  },
};

const month = () => ({ from: new Date(Date.now() - 30 * 24 * hour).toISOString(), to: new Date().toISOString() });
const lookUp = (idNumber: string, when: { from: string; to: string }) => ({
  path: '/v1/contact-lookups',
  body: { caseId: 'F0-1', reason: 'a benchmark', idNumber, ...when },
});

/** Asks one after the other, each time about something else; one question first that does not count. */
export async function ask(client: CityClient, askable: Askable, times: number): Promise<Asked[]> {
  const found: Asked[] = [];
  for (const [what, { question }] of Object.entries(questions)) {
    const latencies = new Latencies();
    const all: number[] = [];
    let tooMany = 0;
    for (let turn = 0; turn <= times; turn += 1) {
      const { path, body } = question(askable);
      const begunAt = performance.now();
      const { status } = body
        ? await client.as('health-department', 'POST', path, body)
        : await client.as('auditor', 'GET', path);
      const elapsed = performance.now() - begunAt;
      if (status === 422 && turn > 0) tooMany += 1;
      else if (status !== 200 && turn > 0) throw new Error(`${what}: ${path} got ${status}`);
      if (turn === 0) continue;
      latencies.record(elapsed);
      all.push(elapsed);
    }
    const p95 = all.sort((one, other) => one - other)[Math.ceil(all.length * 0.95) - 1] ?? 0;
    found.push({ what, times, tooMany, p95, ...latencies.percentiles()! });
  }
  return found;
}

import { clientOfStack } from '@entry/client/stack/client-of-stack';
import { withDatabase } from '@entry/client/stack/with-database';
import type { CityClient, Device } from '@entry/client/city-client';
import { localDate } from '@entry/platform/time/local-date';
import type { Stack } from '@entry/stack/stack/stack';
import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'pg';
import { drawCards } from '../city/city-cards';
import { learnDeck } from '../city/learn-deck';
import { loadCity } from '../city/load-city';
import { Generators, Target, type Cards } from '../load/generators';
import { openLoopConnections, type Turn } from '../load/turn';
import type { Percentiles } from '../measuring/latencies';
import { verifyUrl, type WholeSystem } from '../whole-system/with-whole-system';
import { programsOf } from '../programs/programs';
import { exportAll, type Exported } from './export';
import { fillDay } from './fill-log';
import { ingest, type Ingest } from './ingest';
import { ask, type Asked } from './questions';
import { measureSearchable } from './searchable';
import { plansOf, sizeOf, type LogSize } from './stored-log';

export interface AccessLogOptions {
  /** Rows in the log at each measurement, rising. */
  readonly rows: readonly number[];
  readonly days: number;
  readonly rate: number;
  readonly scanRate: number;
  readonly seconds: number;
  readonly questions: number;
  readonly seed: number;
}

export interface MeasuredLog {
  readonly size: LogSize;
  readonly ingest: Ingest;
  readonly searchable: Percentiles & { readonly scans: number };
  readonly scans: Turn;
  /** None of an empty log. */
  readonly asked: readonly Asked[];
}

export interface AccessLogFound {
  readonly logs: readonly MeasuredLog[];
  /** Rows a second of the fill, its indexes included. */
  readonly filledPerSecond: number;
  readonly plans: string;
  /** Of the largest log. */
  readonly exported: readonly Exported[];
}

const citizens = 10_000;
const devicesOfLoad = 8;
const lanes = 4;
const knownPeople = 100;
/** Seconds. */
const warmUp = 15;

export async function measure(options: AccessLogOptions, system: WholeSystem): Promise<AccessLogFound> {
  const { stack, say, signal, onStart } = system;
  const { seed, rate, seconds } = options;
  const client = await clientOfStack(stack);
  await loadCity(client, { citizens, seed }, say, signal);
  const devices: Device[] = [];
  while (devices.length < devicesOfLoad + lanes) devices.push(await client.enrolDevice());
  const drawn = drawCards({ seed, people: citizens, citizens }, citizens);
  const { deck } = await learnDeck(client, devices[0]!, { samples: [], cards: drawn, seed }, signal);
  const cards = { deck, deviceTokens: devices.slice(lanes).map(({ token }) => token) };
  const generators = Generators.start(1, onStart);
  const target = new Target(verifyUrl(stack.gatewayUrl), true);
  const people = drawn.slice(0, knownPeople).map(({ qr }) => qr);

  // Programs that have just started are slower.
  const searching = { client, devices: devices.slice(0, lanes), generators, target, cards, people, signal };
  await ingest(stack, { rate: rate / 5, seconds: warmUp }, signal);
  await scanAndSearch(searching, { ...options, seconds: warmUp });

  const logs: MeasuredLog[] = [];
  let filled = { rows: 0, days: 0, seconds: 0 };
  for (const rows of options.rows) {
    const known = rows > 0 ? await subjectsOf(stack, client, devices[0]!, people) : [];
    filled = await fill(stack, options, { rows, filled, known, say });
    say(`${rows} rows: measuring`);
    const ingested = await ingest(stack, { rate, seconds }, signal);
    const during = await scanAndSearch(searching, options);
    const askable = {
      days: filled.days,
      places: await placesOf(stack),
      numbers: people.map((qr) => qr.split('|')[0]!),
    };
    const asked = rows > 0 ? await ask(client, askable, options.questions) : [];
    logs.push({ size: await sizeOf(stack), ingest: ingested, ...during, asked });
    say(JSON.stringify({ ingested, searchable: during.searchable, asked }));
  }
  const exported = filled.days > 0 ? await exportDays(stack) : [];
  return { logs, filledPerSecond: filled.rows / filled.seconds, plans: await plansOf(stack), exported };
}

/** The last whole day. */
async function exportDays(stack: Stack): Promise<Exported[]> {
  const today = Date.parse(`${localDate(new Date())}T00:00:00+07:00`);
  const window = { from: new Date(today - 86_400_000).toISOString(), to: new Date(today).toISOString() };
  const url = `${stack.gatewayUrl}/v1/access-events?${new URLSearchParams(window).toString()}`;
  const token = await stack.tokens('auditor');
  const programs = programsOf(stack).filter(({ name }) => name === 'gateway' || name === 'access-log');
  const found: Exported[] = [];
  for (const type of ['application/x-ndjson', 'text/csv']) found.push(await exportAll({ url, token, type }, programs));
  return found;
}

interface Searching {
  readonly client: CityClient;
  readonly devices: readonly Device[];
  readonly generators: Generators;
  readonly target: Target;
  readonly cards: Cards;
  readonly people: readonly string[];
  readonly signal: AbortSignal;
}

async function scanAndSearch(
  { client, devices, generators, target, cards, people, signal }: Searching,
  { scanRate: rate, seconds }: AccessLogOptions,
) {
  const ended = new AbortController();
  const load = { kind: 'open', rate, connections: openLoopConnections, seconds } as const;
  const searching = measureSearchable(client, devices, people, ended.signal);
  const scans = await generators.take([target], load, cards, signal).finally(() => ended.abort());
  return { scans, searchable: await searching };
}

/** Of as many people as can be scanned: those that are in the filled log too. */
async function subjectsOf(stack: Stack, client: CityClient, device: Device, qrs: readonly string[]): Promise<string[]> {
  const scanIds: string[] = [];
  for (const qr of qrs) scanIds.push((await client.verify(device, qr)).body.scanId);
  return withDatabase(stack, 'access_log', async (database) => {
    for (;;) {
      const sql = 'SELECT DISTINCT subject FROM access_event WHERE scan_id = ANY($1::uuid[])';
      const { rows } = await database.query<{ subject: string }>(sql, [scanIds]);
      if (rows.length >= new Set(qrs.map((qr) => qr.split('|')[0])).size) return rows.map(({ subject }) => subject);
    }
  });
}

interface Filled {
  readonly rows: number;
  readonly days: number;
  readonly seconds: number;
}

/** Up to as many rows in all: whole days, each as long as it is when the log is at its largest. */
async function fill(
  stack: Stack,
  { rows: sizes, days }: AccessLogOptions,
  { rows, filled, known, say }: { rows: number; filled: Filled; known: readonly string[]; say: (line: string) => void },
): Promise<Filled> {
  const aDay = Math.ceil(Math.max(...sizes) / days);
  const last = Math.round(rows / aDay);
  const due = Array.from({ length: Math.max(0, last - filled.days) }, (_, place) => filled.days + place + 1);
  const begunAt = performance.now();
  const worker = () =>
    withDatabase(stack, 'access_log', async (client) => {
      for (let daysAgo = due.shift(); daysAgo !== undefined; daysAgo = due.shift()) {
        await fillDay(client, { daysAgo, scans: aDay, known });
        say(`filled the day ${daysAgo} days ago`);
      }
    });
  const count = due.length;
  await Promise.all([worker(), worker()]);
  if (count > 0) await withDatabase(stack, 'access_log', summedUp);
  const seconds = filled.seconds + (performance.now() - begunAt) / 1_000;
  return { rows: filled.rows + count * aDay, days: filled.days + count, seconds };
}

async function summedUp(client: Client): Promise<void> {
  while ((await client.query('SELECT FROM counted_scans LIMIT 1')).rows.length > 0) await delay(500);
  await client.query('VACUUM ANALYZE');
}

function placesOf(stack: Stack) {
  return withDatabase(stack, 'access_log', async (client) => {
    const { rows } = await client.query<{ agency: string; district: string; checkpoint: string }>(
      'SELECT DISTINCT agency, district, checkpoint FROM scans_of_hour',
    );
    return rows;
  });
}

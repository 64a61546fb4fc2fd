import { Injectable } from '@nestjs/common';
import { HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import { setTimeout as delay } from 'node:timers/promises';
import { nameOfError } from '../lifecycle/passing-error';

/** Probes give up after a second. */
const patience = 700;

export interface Seen {
  readonly isUp: boolean;
  /** Anybody may read them: numbers and states, never an address, a secret or somebody's data. */
  readonly details?: Readonly<Record<string, string | number | null>>;
}

type Look = () => Seen | Promise<Seen>;

interface Options {
  /** Whether the service is unready while this is down; else it is `degraded`: it goes on without. */
  readonly gatesReadiness: boolean;
}

interface Indicator extends Options {
  readonly name: string;
  readonly look: Look;
  /** The look that has not ended yet: however many probes come, there is one at a time. */
  underWay: Promise<Seen> | null;
}

/** What the probes look at beside what was expected at the start. */
@Injectable()
export class Indicators {
  private readonly indicators: Indicator[] = [];

  constructor(private readonly results: HealthIndicatorService) {}

  /** A look that rejects, or takes longer than 700 ms, has seen something that is down. */
  add(name: string, look: Look, { gatesReadiness }: Options): void {
    this.indicators.push({ name, look, gatesReadiness, underWay: null });
  }

  /** A look at each, for terminus. */
  looks(): (() => Promise<HealthIndicatorResult>)[] {
    return this.indicators.map((indicator) => () => this.result(indicator));
  }

  private async result(indicator: Indicator): Promise<HealthIndicatorResult> {
    const result = this.results.check(indicator.name);
    const { isUp, details = {} } = await see(indicator);
    if (isUp) return result.up(details);
    return indicator.gatesReadiness ? result.down(details) : result.degraded(details);
  }
}

async function see(indicator: Indicator): Promise<Seen> {
  indicator.underWay ??= begin(indicator).finally(() => (indicator.underWay = null));
  const giveUp = new AbortController();
  const tooLate = delay(patience, down(`no answer within ${patience} ms`), { signal: giveUp.signal });
  try {
    return await Promise.race([indicator.underWay, tooLate]);
  } finally {
    tooLate.catch(() => undefined);
    giveUp.abort();
  }
}

async function begin({ look }: Indicator): Promise<Seen> {
  try {
    return await look();
  } catch (error) {
    // The text of an error may have an address in it.
    return down(nameOfError(error));
  }
}

const down = (message: string): Seen => ({ isUp: false, details: { message } });

import { CitizenV1 } from '@entry/contracts/events/citizen.v1';
import { FactsAppliedV1 } from '@entry/contracts/events/facts-applied.v1';
import { HealthStatusV1 } from '@entry/contracts/events/health-status.v1';
import { partitionsOf } from '@entry/contracts/topics';
import { heartbeatKey, positionKey, rebuildEndKey } from '@entry/platform/facts/facts-keys';
import { toEventMessage } from '@entry/platform/kafka/event-message';
import { EventPublisher } from '@entry/platform/kafka/event-publisher';
import type { Seen } from '@entry/platform/health/indicators';
import { WakeableLoop } from '@entry/platform/lifecycle/wakeable-loop';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Admission } from '../admission/admission';
import { CONFIG, type GatewayConfig } from '../config';
import { freshnessOf, unknownFreshness, type HalfFreshness } from './domain/freshness';
import { FactsGeneration } from './facts-generation';
import { FactsRedis } from './facts-redis';

const refreshEvery = 200;
const reportAtLeastEvery = 1_000;
const neverHeard = new Date(0);
const fillingReportedEvery = 5_000;
/** Heartbeats come each second. */
const upToDateFor = 5_000;

/** How far the cache has come, looked at a few times a second; told to the owners of the facts. */
@Injectable()
export class FactsFreshness implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(FactsFreshness.name);
  private identity: HalfFreshness = unknownFreshness;
  private health: HalfFreshness = unknownFreshness;
  private wasFull = false;
  private fillingReportedAt = 0;
  private generationSeen: string | null = null;
  private refreshing: WakeableLoop | null = null;
  private reporting: WakeableLoop | null = null;

  constructor(
    private readonly redis: FactsRedis,
    private readonly generation: FactsGeneration,
    private readonly publisher: EventPublisher,
    private readonly admission: Admission,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {}

  onApplicationBootstrap(): void {
    this.refreshing = new WakeableLoop(() => this.refresh(), 'freshness of the facts', this.logger, refreshEvery);
    // By itself: a Kafka that is away must not keep the gateway from seeing what its cache is.
    this.reporting = new WakeableLoop(
      () => this.report(),
      'report of the facts applied',
      this.logger,
      reportAtLeastEvery,
    );
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([this.refreshing?.stop(), this.reporting?.stop()]);
  }

  /** Everything that changed before this instant is in the cache; null when that is not known of both halves. */
  asOf(): Date | null {
    const [identity, health] = [this.identity.asOf, this.health.asOf];
    if (identity === null || health === null) return null;
    return identity < health ? identity : health;
  }

  /** All that identity changed before this instant is in the cache. The beginning of time while that is not known. */
  identityAsOf(): Date {
    return this.identity.asOf ?? neverHeard;
  }

  /** The same of health-status. */
  healthAsOf(): Date {
    return this.health.asOf ?? neverHeard;
  }

  /** True when what a generation of the cache holds of identity is the newest that there is. */
  identityIsComplete(generation: string | null): boolean {
    return generation === this.generationSeen && this.identity.complete;
  }

  /** True while so little can have changed since the last heartbeat that whom the cache lacks, the register lacks as well. */
  identityIsUpToDate(): boolean {
    const { asOf } = this.identity;
    return asOf !== null && Date.now() - asOf.getTime() < upToDateFor;
  }

  /** The same of health-status: then somebody whose health half is missing has no record. */
  healthIsComplete(generation: string | null): boolean {
    return generation === this.generationSeen && this.health.complete;
  }

  /** How much of each half is in the cache, from 0 to 1: while it is less than all, owners are asked about everybody. */
  filled(): { identity: number; health: number } {
    return { identity: this.identity.filled, health: this.health.filled };
  }

  look(): Seen {
    const filled = this.filled();
    const factsAsOf = this.asOf()?.toISOString() ?? null;
    return { isUp: filled.identity === 1 && filled.health === 1, details: { ...filled, factsAsOf } };
  }

  private async refresh(): Promise<boolean> {
    const before = [this.identity.sequence, this.health.sequence];
    try {
      const generation = this.generation.current();
      const both = await Promise.all([CitizenV1, HealthStatusV1].map(({ topic }) => this.read(generation, topic)));
      [this.identity = unknownFreshness, this.health = unknownFreshness] = both;
      this.generationSeen = generation;
    } catch (error) {
      // What the cache was is no evidence of what it is.
      this.identity = unknownFreshness;
      this.health = unknownFreshness;
      throw error;
    }
    this.reportFilling();
    if (before[0] !== this.identity.sequence || before[1] !== this.health.sequence) this.reporting?.wake();
    return false;
  }

  private reportFilling(): void {
    const { identity, health } = this.filled();
    const isFull = identity === 1 && health === 1;
    if (isFull ? this.wasFull : Date.now() - this.fillingReportedAt < fillingReportedEvery) return;
    this.fillingReportedAt = Date.now();
    this.wasFull = isFull;
    const percent = (part: number) => `${Math.floor(part * 100)} %`;
    this.logger.log(
      isFull
        ? 'the facts cache is full'
        : `fills the facts cache: identity ${percent(identity)}, health ${percent(health)}`,
    );
  }

  private async read(generation: string, topic: string): Promise<HalfFreshness> {
    const { patient } = this.redis;
    const [positions, ends, heartbeats] = await Promise.all([
      patient.hgetall(positionKey(generation, topic)),
      patient.hgetall(rebuildEndKey(generation, topic)),
      patient.hgetall(heartbeatKey(generation, topic)),
    ]);
    return freshnessOf(partitionsOf(topic).length, { positions, ends, heartbeats });
  }

  private async report(): Promise<boolean> {
    const now = new Date();
    const { GATEWAY_ID: gatewayId } = this.config;
    const applied = {
      gatewayId,
      identity: this.identity.sequence,
      healthStatus: this.health.sequence,
      slowScans: this.admission.slowScans(),
      at: now.toISOString(),
    };
    await this.publisher.publish([
      toEventMessage(FactsAppliedV1, applied, { source: `/gateway/${gatewayId}`, time: now }),
    ]);
    return false;
  }
}

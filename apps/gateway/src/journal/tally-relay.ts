import { ScansRecordedV1 } from '@entry/contracts/events/scans-recorded.v1';
import { toEventMessage, type EventMessage } from '@entry/platform/kafka/event-message';
import { EventPublisher } from '@entry/platform/kafka/event-publisher';
import { WakeableLoop } from '@entry/platform/lifecycle/wakeable-loop';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { minuteOf, type Tally } from './domain/tally';
import { Journal } from './journal';

/** Scans wait while so many are taken from the disk. */
const atOnce = 100;
const lookEvery = 2_000;
/** In milliseconds, from the end of a minute: its last scans are written by then, or are told as a part of their own. */
const settles = 1_000;

/** Tells, soon after each minute, how many scans of each device the journal kept in it: at least once, whatever became of the scans. */
@Injectable()
export class TallyRelay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(TallyRelay.name);
  private loop: WakeableLoop | null = null;

  constructor(
    private readonly journal: Journal,
    private readonly publisher: EventPublisher,
  ) {}

  onApplicationBootstrap(): void {
    const work = () => this.relay(minuteOf(new Date(Date.now() - settles)));
    this.loop = new WakeableLoop(work, 'telling how many scans were recorded', this.logger, lookEvery);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop?.stop();
  }

  /** Of the minutes before this one. True: there may be more. */
  async relay(before: string): Promise<boolean> {
    const tallies = await this.journal.readTallies(before, atOnce);
    if (tallies.length === 0) return false;
    const byGateway = Map.groupBy(tallies, ({ gatewayId }) => gatewayId);
    await this.publisher.publish([...byGateway].map(([gatewayId, some]) => toMessage(gatewayId, some)));
    await this.journal.forgetTallies(tallies);
    return tallies.length === atOnce;
  }
}

function toMessage(gatewayId: string, tallies: readonly Tally[]): EventMessage {
  const data = { gatewayId, tallies: tallies.map(({ gatewayId: _, ...tally }) => tally) };
  return toEventMessage(ScansRecordedV1, data, { source: `/gateway/${gatewayId}`, time: new Date() });
}

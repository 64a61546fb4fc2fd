import { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import { toEventMessage } from '@entry/platform/kafka/event-message';
import { EventPublisher } from '@entry/platform/kafka/event-publisher';
import { WakeableLoop } from '@entry/platform/lifecycle/wakeable-loop';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { ResendRule } from './domain/resend-rule';
import { Journal, type JournalEntry } from './journal';

const entriesAtOnce = 500;
const lookForUnconfirmedEvery = 1_000;
/** Milliseconds in which scans gather for the next send: Kafka, access-log and PostgreSQL pay for each send more than for each scan. */
const gatherFor = 250;
/** Share of time in which the event loop has work: above it scans wait for each other. */
const busy = 0.8;
/** So long at most, in milliseconds, does a scan wait for a gate that is busy with others. */
const givesWayFor = 500;
const beforeTheFirst = '';

/**
 * Brings the journal to Kafka in order, at least once. Entries stay in the journal until access-log confirms them; what
 * is unconfirmed after a restart, or for too long, is sent again.
 */
@Injectable()
export class JournalRelay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(JournalRelay.name);
  private sentUpTo = beforeTheFirst;
  private lookedAt = 0;
  private readonly resend = new ResendRule();
  private utilization = performance.eventLoopUtilization();
  private loop: WakeableLoop | null = null;

  constructor(
    private readonly journal: Journal,
    private readonly publisher: EventPublisher,
  ) {}

  onApplicationBootstrap(): void {
    this.loop = new WakeableLoop(() => this.relay(), 'relay of the journal', this.logger);
    this.journal.onAppended(() => this.loop?.wake());
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop?.stop();
  }

  private async relay(): Promise<boolean> {
    await this.startOverWhenStuck();
    const entries = await this.journal.readAfter(this.sentUpTo, entriesAtOnce);
    const last = entries.at(-1);
    if (!last) return false;
    if (this.givesWay(entries)) {
      await delay(gatherFor);
      return true;
    }
    await this.publisher.publish(
      entries.map(({ event, traceparent }) => {
        const origin = {
          source: `/gateway/${event.gatewayId}`,
          time: new Date(event.receivedAt),
          id: event.eventId,
          traceparent,
        };
        return toEventMessage(AccessEventV1, event, origin);
      }),
    );
    this.sentUpTo = last.event.eventId;
    if (entries.length === entriesAtOnce) return true;
    await delay(gatherFor);
    return false;
  }

  /** Whoever stands before a gate comes before whoever looks at the log: in a rush scans are sent when it is over, or half a second later. */
  private givesWay([first]: readonly JournalEntry[]): boolean {
    const utilization = performance.eventLoopUtilization();
    const { utilization: lately } = performance.eventLoopUtilization(utilization, this.utilization);
    this.utilization = utilization;
    return lately > busy && first !== undefined && Date.now() - Date.parse(first.event.receivedAt) < givesWayFor;
  }

  private async startOverWhenStuck(): Promise<void> {
    const now = Date.now();
    if (now - this.lookedAt < lookForUnconfirmedEvery) return;
    this.lookedAt = now;
    const [oldest] = await this.journal.readAfter(beforeTheFirst, 1);
    const wasSent = oldest && oldest.event.eventId <= this.sentUpTo;
    if (!this.resend.isDue(wasSent ? oldest.event.eventId : null, now)) return;
    this.logger.warn('scans were sent and not confirmed: sends again whatever is not');
    this.sentUpTo = beforeTheFirst;
  }
}

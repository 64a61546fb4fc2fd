import { AccessEventV1, AnalyticsAccessEventV1 } from '@entry/contracts/events/access-event.v1';
import { partitionsOf } from '@entry/contracts/topics';
import { toEventMessage, type EventMessage } from '@entry/platform/kafka/event-message';
import { EventPublisher } from '@entry/platform/kafka/event-publisher';
import { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import { WakeableLoop } from '@entry/platform/lifecycle/wakeable-loop';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AnalyticsMessages } from '../storing/analytics-messages';
import { ReplayRepository } from './replay.repository';
import { replayed } from './replays.schemas';

const atOnce = 1_000;
const keptHours = 7 * 24;

/** Sends stored scans once more, each at least once and in the order of their arrival: what is cut off goes on where it was. */
@Injectable()
export class Replayer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Replayer.name);
  private loop: WakeableLoop | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly replays: ReplayRepository,
    private readonly analytics: AnalyticsMessages,
    private readonly publisher: EventPublisher,
    private readonly connection: KafkaConnection,
  ) {}

  onApplicationBootstrap(): void {
    this.loop = new WakeableLoop(() => this.step(), 'sending stored scans again', this.logger, 1_000);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop?.stop();
  }

  wake(): void {
    this.loop?.wake();
  }

  private step(): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      const open = await this.replays.lockOpen(manager);
      if (!open) return false;
      const scans = await this.replays.next(open, atOnce, manager);
      if (!open.sentAt) await this.makeTopic(open.topic);
      await this.publisher.publish(scans.map((scan) => ({ ...this.messageOf(scan, open.topic), topic: open.topic })));
      await this.replays.advance(open.id, scans, scans.length < atOnce, manager);
      return true;
    });
  }

  private messageOf(scan: AccessEventV1, topic: string): EventMessage {
    if (topic.startsWith(AnalyticsAccessEventV1.topic)) return this.analytics.of(scan, undefined);
    const origin = { source: `/gateway/${scan.gatewayId}`, time: new Date(scan.receivedAt), id: scan.eventId };
    return toEventMessage(AccessEventV1, scan, origin);
  }

  /** With as many partitions as the topic has whose messages they are: a person's scans stay in order. */
  private async makeTopic(topic: string): Promise<void> {
    const own = replayed.find((name) => topic.startsWith(`${name}.`));
    if (own) await this.connection.makeTopic({ name: topic, partitions: partitionsOf(own).length, kept: keptHours });
  }
}

import { DeviceReportV1 } from '@entry/contracts/events/device-report.v1';
import { toEventMessage } from '@entry/platform/kafka/event-message';
import { EventPublisher } from '@entry/platform/kafka/event-publisher';
import { WakeableLoop } from '@entry/platform/lifecycle/wakeable-loop';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { CONFIG, type GatewayConfig } from '../config';

type Report = DistributiveOmit<DeviceReportV1, 'gatewayId' | 'at'>;
type DistributiveOmit<Union, Keys extends PropertyKey> = Union extends unknown ? Omit<Union, Keys> : never;

const sentEvery = 500;

/** Brings what devices tell of themselves to Kafka, of each device the latest of a kind: nobody waits for it, and memory holds no more than that. */
@Injectable()
export class DeviceReports implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(DeviceReports.name);
  private waiting = new Map<string, DeviceReportV1>();
  private loop: WakeableLoop | null = null;

  constructor(
    private readonly publisher: EventPublisher,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {}

  onApplicationBootstrap(): void {
    this.loop = new WakeableLoop(() => this.send(), 'telling what devices report', this.logger, sentEvery);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop?.stop();
  }

  add(report: Report): void {
    const told = { ...report, gatewayId: this.config.GATEWAY_ID, at: new Date().toISOString() };
    this.waiting.set(`${report.kind} ${report.deviceId}`, told);
  }

  private async send(): Promise<boolean> {
    const reports = [...this.waiting.entries()];
    if (reports.length === 0) return false;
    const source = `/gateway/${this.config.GATEWAY_ID}`;
    await this.publisher.publish(
      reports.map(([, report]) => toEventMessage(DeviceReportV1, report, { source, time: new Date(report.at) })),
    );
    for (const [key, report] of reports) if (this.waiting.get(key) === report) this.waiting.delete(key);
    return false;
  }
}

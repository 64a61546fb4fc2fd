import type { AccessEventItem } from '../listing/access-events.schemas';

/** More than a control room can look at; a client that takes none keeps no more than this. */
const mostWaiting = 1_000;
/** Proxies close what is silent for a minute. */
const longestSilence = 15_000;
const lookEvery = 1_000;

/** Scans on their way to one follower, as server-sent events; how many were left out for want of its attention is one of them. */
export class ScanQueue {
  private waiting: AccessEventItem[] = [];
  private skipped = 0;
  private sent = 0;
  private wake: (() => void) | null = null;

  push(scan: AccessEventItem): void {
    if (this.waiting.length < mostWaiting) this.waiting.push(scan);
    else this.skipped += 1;
    this.wake?.();
  }

  /** How many were given out. */
  get given(): number {
    return this.sent;
  }

  /** Until it is over, which is asked each second. */
  async *events(isOver: () => boolean): AsyncGenerator<string> {
    yield 'retry: 1000\n\n';
    for (let silentFor = 0; !isOver();) {
      const [scans, skipped] = [this.waiting, this.skipped];
      [this.waiting, this.skipped] = [[], 0];
      this.sent += scans.length;
      for (const scan of scans) yield eventOf('scan', scan, scan.eventId);
      if (skipped > 0) yield eventOf('skipped', { scans: skipped });
      silentFor = this.waiting.length > 0 || (await this.come()) ? 0 : silentFor + lookEvery;
      if (silentFor < longestSilence) continue;
      yield ': still there\n\n';
      silentFor = 0;
    }
  }

  /** False when nothing came for a while. */
  private async come(): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.wake = () => resolve(true);
    const timer = setTimeout(() => resolve(false), lookEvery);
    const came = await promise;
    clearTimeout(timer);
    this.wake = null;
    return came;
  }
}

function eventOf(name: string, data: object, id?: string): string {
  return `${id ? `id: ${id}\n` : ''}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

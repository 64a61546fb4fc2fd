import { Latencies } from '../measuring/latencies';
import { checkAnswer, type Reply } from '../scans/check-answer';
import type { Deck } from '../scans/deck';
import type { Scan } from '../scans/scan';
import type { Turn } from './turn';

/** Checks each answer as it comes, and counts. */
export class Tally {
  private readonly latency = new Latencies();
  private readonly sentLate = new Latencies();
  private readonly answered: string[] = [];
  private sent = 0;
  private right = 0;
  private readonly late = { known: 0, unknown: 0 };
  private readonly wrong: Record<string, number> = {};
  private readonly unknown: ReadonlySet<string>;

  constructor(
    deck: Deck,
    private readonly namesScans: boolean,
  ) {
    this.unknown = new Set(deck.unknown.map(({ qr }) => qr));
  }

  /** In milliseconds after the scan was due. */
  recordSentLate(milliseconds: number): void {
    this.sentLate.record(milliseconds);
  }

  record({ scanId, card }: Pick<Scan, 'scanId' | 'card'>, reply: Reply, latency: number): void {
    this.sent += 1;
    this.latency.record(latency);
    if ('status' in reply && reply.status === 200) this.answered.push(scanId);
    const finding = checkAnswer(reply, card, this.namesScans ? scanId : null);
    if (finding.kind === 'right') this.right += 1;
    else if (finding.kind === 'late') this.late[this.unknown.has(card.qr) ? 'unknown' : 'known'] += 1;
    else this.wrong[finding.what] = (this.wrong[finding.what] ?? 0) + 1;
  }

  /** Throws when nothing was sent: there are no figures of nothing. */
  turn(seconds: number, eventLoopDelay: Turn['eventLoopDelay']): Turn {
    const latency = this.latency.percentiles();
    if (!latency) throw new RangeError('no scan was sent');
    const { sent, answered, right, late, wrong } = this;
    const perSecond = answered.length / seconds;
    return {
      sent,
      answered,
      perSecond,
      latency,
      sentLate: this.sentLate.percentiles(),
      eventLoopDelay,
      right,
      late,
      wrong,
    };
  }
}

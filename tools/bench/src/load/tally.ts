import type { Decision } from '@entry/contracts/vocabulary/decisions';
import { Latencies, type EncodedLatencies } from '../measuring/latencies';
import type { Reply } from '@entry/client/poster';
import { checkAnswer } from '../scans/check-answer';
import type { Deck } from '../scans/deck';
import type { Scan } from '../scans/scan';
import type { Counts, Turn } from './turn';

/** What one generator found, in a form that can be sent and added to what others found. */
export interface TalliedTurn extends Counts {
  readonly seconds: { readonly sending: number; readonly answering: number };
  readonly latencies: Readonly<Record<'sinceDue' | 'sinceSent' | 'refused' | 'sentLate', EncodedLatencies>>;
  readonly eventLoopDelay: Turn['eventLoopDelay'];
}

/** Checks each answer as it comes, and counts. */
export class Tally {
  private readonly sinceDue = new Latencies();
  private readonly sinceSent = new Latencies();
  private readonly refusedLatency = new Latencies();
  private readonly sentLate = new Latencies();
  private readonly answered: string[] = [];
  private sent = 0;
  private right = 0;
  private refused = 0;
  private readonly late = { known: 0, unknown: 0 };
  private readonly decisions: Record<Decision, number> = { allow: 0, check: 0, deny: 0 };
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

  record(
    { scanId, card }: Pick<Scan, 'scanId' | 'card'>,
    reply: Reply,
    latency: { readonly sinceDue: number; readonly sinceSent: number },
  ): void {
    this.sent += 1;
    if ('status' in reply && reply.status === 200) this.answered.push(scanId);
    const finding = checkAnswer(reply, card, this.namesScans ? scanId : null);
    if (finding.kind === 'refused') {
      this.refused += 1;
      this.refusedLatency.record(latency.sinceDue);
      return;
    }
    this.sinceDue.record(latency.sinceDue);
    this.sinceSent.record(latency.sinceSent);
    if (finding.decision) this.decisions[finding.decision] += 1;
    if (finding.kind === 'right') this.right += 1;
    else if (finding.kind === 'late') this.late[this.unknown.has(card.qr) ? 'unknown' : 'known'] += 1;
    else this.wrong[finding.what] = (this.wrong[finding.what] ?? 0) + 1;
  }

  turn(seconds: TalliedTurn['seconds'], eventLoopDelay: Turn['eventLoopDelay']): TalliedTurn {
    const { sent, answered, right, late, refused, decisions, wrong } = this;
    const latencies = {
      sinceDue: this.sinceDue.encoded(),
      sinceSent: this.sinceSent.encoded(),
      refused: this.refusedLatency.encoded(),
      sentLate: this.sentLate.encoded(),
    };
    return { sent, answered, right, late, refused, decisions, wrong, seconds, latencies, eventLoopDelay };
  }
}
